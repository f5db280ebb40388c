package io.drover.bucket;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Where a service of Amazon's is, and as whom it is asked. */
@UriParams
public class AwsOptions {
  @UriParam(
      label = "sqs",
      description =
          "The AWS region, such as eu-central-1. If not given, that of the queue's ARN or URL, or"
              + " of the AWS default chain")
  private String region;

  @UriParam(
      label = "sqs",
      description = "The address of the service, if it is not Amazon's own for the region")
  private String endpoint;

  @UriParam(
      label = "sqs,security",
      secret = true,
      description = "The id of the access key. Without one the AWS default chain has it")
  private String accessKey;

  @UriParam(label = "sqs,security", secret = true, description = "The secret access key")
  private String secretKey;

  @UriParam(
      label = "sqs,security",
      description = "A file with the id of the access key, read again for each request")
  private String accessKeyFile;

  @UriParam(
      label = "sqs,security",
      description = "A file with the secret access key, read again for each request")
  private String secretKeyFile;

  public String getRegion() {
    return region;
  }

  public void setRegion(String region) {
    this.region = region;
  }

  public String getEndpoint() {
    return endpoint;
  }

  public void setEndpoint(String endpoint) {
    this.endpoint = endpoint;
  }

  public String getAccessKey() {
    return accessKey;
  }

  public void setAccessKey(String accessKey) {
    this.accessKey = accessKey;
  }

  public String getSecretKey() {
    return secretKey;
  }

  public void setSecretKey(String secretKey) {
    this.secretKey = secretKey;
  }

  public String getAccessKeyFile() {
    return accessKeyFile;
  }

  public void setAccessKeyFile(String accessKeyFile) {
    this.accessKeyFile = accessKeyFile;
  }

  public String getSecretKeyFile() {
    return secretKeyFile;
  }

  public void setSecretKeyFile(String secretKeyFile) {
    this.secretKeyFile = secretKeyFile;
  }
}
