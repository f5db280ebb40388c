package io.drover.bucket;

import io.drover.delivery.TransientException;
import io.drover.delivery.UnavailableException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Says why an object store did not do what it was asked, and what to mend. */
final class StoreFailure {
  private StoreFailure() {}

  /**
   * Never the store's own words, which may quote the request.
   *
   * @param doing what was being done, such as {@code listing s3://acme/in/}
   * @param where the store
   * @param right what the account needs for it
   */
  static TransientException of(SdkException failure, String doing, String where, String right) {
    if (failure instanceof AwsServiceException answer) {
      return of(answer, doing + " at " + where, right);
    }
    return new UnavailableException(doing + " at " + where + ": " + unanswered(failure));
  }

  private static TransientException of(AwsServiceException answer, String doing, String right) {
    int status = answer.statusCode();
    String code = code(answer);
    String remedy =
        switch (code) {
          case "NoSuchBucket" -> "the bucket is not there; make it, or mend the option bucket";
          case "InvalidAccessKeyId" -> "the access key is not known there; set accessKey";
          case "SignatureDoesNotMatch" ->
              "the secret key is not the one of the access key; set secretKey";
          case "ExpiredToken", "InvalidToken" -> "the credentials have expired; renew them";
          case "RequestTimeTooSkewed" -> "the clocks differ too much; set the time here or there";
          case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint" ->
              region(answer);
          default -> null;
        };
    if (remedy == null) {
      remedy =
          switch (status) {
            case 301, 307 -> region(answer);
            case 401, 403 -> "access is denied; the account needs " + right;
            case 404 -> "it is not there; see the options endpoint and bucket";
            default -> null;
          };
    }
    String what = "status " + status + (code.isEmpty() ? "" : " " + code);
    if (remedy != null) {
      return new UnavailableException(doing + ": " + remedy + " (" + what + ")");
    }
    return status == 429 || status >= 500
        ? new UnavailableException(doing + ": the store cannot do it now (" + what + ")")
        : new TransientException(doing + ": the store refuses it (" + what + ")");
  }

  private static String region(AwsServiceException answer) {
    String right =
        header(answer, "x-amz-bucket-region").map(region -> "; set region=" + region).orElse("");
    return "the bucket is of another region, or the endpoint not its own"
        + (right.isEmpty() ? "; set region and endpoint" : right);
  }

  static String code(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  static Optional<String> header(AwsServiceException answer, String name) {
    AwsErrorDetails details = answer.awsErrorDetails();
    SdkHttpResponse response = details == null ? null : details.sdkHttpResponse();
    return response == null ? Optional.empty() : response.firstMatchingHeader(name);
  }

  /** Why no answer came. */
  static String unanswered(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnavailableException ours) {
        return ours.getMessage();
      }
      if (cause instanceof SSLException) {
        return "TLS was refused ("
            + cause.getMessage()
            + "); set caFile to the certificate of the store's authority, or mend the endpoint";
      }
      if (cause instanceof UnknownHostException) {
        return "no such host; mend the option endpoint";
      }
      if (cause instanceof ConnectException) {
        return "no connection (" + cause.getMessage() + ")";
      }
    }
    String text = String.valueOf(failure.getMessage());
    return text.contains("Unable to load credentials")
        ? "no credentials; set accessKey and secretKey, or those of AWS's default chain"
        : "no answer (" + text + ")";
  }
}
