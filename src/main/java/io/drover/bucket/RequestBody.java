package io.drover.bucket;

import java.io.IOException;
import java.io.InputStream;
import javax.crypto.Mac;

/** Reads the body of a request. */
final class RequestBody {
  private RequestBody() {}

  /**
   * @param limit of the bytes that are kept; of a larger body one more, which shows that it is
   * @param mac fed with all of it, however large; or null
   */
  static byte[] read(InputStream body, int limit, Mac mac) throws IOException {
    byte[] kept = body.readNBytes(limit + 1);
    if (mac != null) {
      mac.update(kept);
      byte[] rest = new byte[8192];
      for (int n = body.read(rest); n >= 0; n = body.read(rest)) {
        mac.update(rest, 0, n);
      }
    }
    return kept;
  }
}
