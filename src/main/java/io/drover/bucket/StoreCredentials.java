package io.drover.bucket;

import io.drover.delivery.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The keys of an account: each as it is given, or as a file holds it, which is read for every
 * request so that keys can be rotated. Never in text of any kind.
 */
final class StoreCredentials implements AwsCredentialsProvider {
  private final String accessKey;
  private final String accessKeyFile;
  private final String secretKey;
  private final String secretKeyFile;

  private StoreCredentials(
      String accessKey, String accessKeyFile, String secretKey, String secretKeyFile) {
    this.accessKey = accessKey;
    this.accessKeyFile = accessKeyFile;
    this.secretKey = secretKey;
    this.secretKeyFile = secretKeyFile;
  }

  /**
   * Those given, or if none are, what the environment has by the default chain of AWS.
   *
   * @throws IllegalArgumentException if one of the two keys is missing
   */
  static AwsCredentialsProvider of(
      String accessKey, String accessKeyFile, String secretKey, String secretKeyFile) {
    boolean access = isSet(accessKey) || isSet(accessKeyFile);
    boolean secret = isSet(secretKey) || isSet(secretKeyFile);
    if (access != secret) {
      String missing = access ? "secretKey or secretKeyFile" : "accessKey or accessKeyFile";
      throw new IllegalArgumentException(
          "the object store has one of its two keys only: set "
              + missing
              + " too, or none for the default credentials of AWS");
    }
    return access
        ? new StoreCredentials(accessKey, accessKeyFile, secretKey, secretKeyFile)
        : DefaultCredentialsProvider.builder().build();
  }

  @Override
  public AwsCredentials resolveCredentials() {
    return AwsBasicCredentials.create(
        key(accessKey, accessKeyFile, "accessKeyFile"),
        key(secretKey, secretKeyFile, "secretKeyFile"));
  }

  private static String key(String given, String file, String option) {
    if (!isSet(file)) {
      return given;
    }
    try {
      String text = Files.readString(Path.of(file)).strip();
      if (!text.isEmpty()) {
        return text;
      }
      throw new UnavailableException(option + "=" + file + " is empty; a key must stand in it");
    } catch (IOException e) {
      throw new UnavailableException(
          option + "=" + file + " cannot be read (" + e.getClass().getSimpleName() + "); mount it");
    }
  }

  private static boolean isSet(String text) {
    return text != null && !text.isBlank();
  }

  @Override
  public String toString() {
    return "StoreCredentials";
  }
}
