package io.drover.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks for what stands at an address. */
@FunctionalInterface
interface Fetch {
  int CONNECT_MILLIS = 5_000;
  int READ_MILLIS = 10_000;
  int LARGEST = 65_536;

  /**
   * Gets it.
   *
   * @throws IOException if that is not answered with 200
   */
  byte[] get(URI address) throws IOException;

  /** By HTTPS, without following a redirect. */
  static byte[] https(URI address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    try {
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      connection.setInstanceFollowRedirects(false);
      if (connection.getResponseCode() != 200) {
        throw new IOException(address.getHost() + " answers " + connection.getResponseCode());
      }
      try (InputStream body = connection.getInputStream()) {
        return body.readNBytes(LARGEST);
      }
    } finally {
      connection.disconnect();
    }
  }
}
