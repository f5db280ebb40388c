package io.drover.jetstream;

import io.drover.event.CloudEvent;
import io.nats.client.impl.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The attributes of a CloudEvent as headers of a message. What is not printable ASCII is
 * percent-encoded, as the <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3132-http-header-values">HTTP
 * binding</a> has it.
 */
final class AttributeHeaders {
  private static final String PREFIX = "ce-";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private AttributeHeaders() {}

  static Headers of(CloudEvent event) {
    Headers headers = new Headers();
    event.attributes().forEach((name, value) -> headers.put(PREFIX + name, encode(value)));
    return headers;
  }

  /** With what a sender may omit filled in. */
  static CloudEvent read(Map<String, String> headers) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("source", "nats");
    attributes.put("type", CloudEventMessages.TYPE);
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            attributes.put(name.substring(PREFIX.length()), decode(value));
          }
        });
    return CloudEvent.of(attributes);
  }

  private static String encode(String value) {
    StringBuilder text = new StringBuilder();
    for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = each > ' ' && each < 0x7f && each != '"' && each != '%';
      text.append(plain ? String.valueOf((char) each) : "%" + HEX.toHexDigits(each));
    }
    return text.toString();
  }

  /** A percent sign that begins no byte stands for itself. */
  private static String decode(String value) {
    byte[] from = value.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    for (int i = 0; i < from.length; i++) {
      if (from[i] == '%' && i + 2 < from.length && isHex(from[i + 1]) && isHex(from[i + 2])) {
        to.write(HexFormat.fromHexDigit(from[i + 1]) << 4 | HexFormat.fromHexDigit(from[i + 2]));
        i += 2;
      } else {
        to.write(from[i]);
      }
    }
    return to.toString(StandardCharsets.UTF_8);
  }

  private static boolean isHex(byte each) {
    return HexFormat.isHexDigit(each);
  }
}
