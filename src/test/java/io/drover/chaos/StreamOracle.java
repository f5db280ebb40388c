package io.drover.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.servers.NatsServer;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamState;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** What MinIO published to a stream, which keeps what was dealt with. */
final class StreamOracle {
  private final NatsServer nats;

  StreamOracle(NatsServer nats) {
    this.nats = nats;
  }

  /** The versions of which the stream has an event. */
  Set<ObjectVersion> versions(String stream) throws Exception {
    Set<ObjectVersion> versions = new HashSet<>();
    Connection connection = nats.connect();
    try {
      JetStreamManagement management = connection.jetStreamManagement();
      StreamState state = management.getStreamInfo(stream).getStreamState();
      for (long sequence = state.getFirstSequence();
          sequence <= state.getLastSequence();
          sequence++) {
        versions.add(version(management, stream, sequence));
      }
    } finally {
      connection.close();
    }
    return versions;
  }

  private static ObjectVersion version(JetStreamManagement management, String stream, long sequence)
      throws IOException, JetStreamApiException {
    byte[] message = management.getMessage(stream, sequence).getData();
    JsonNode object = new ObjectMapper().readTree(message).at("/Records/0/s3/object");
    String key = URLDecoder.decode(object.path("key").asText(), StandardCharsets.UTF_8);
    return new ObjectVersion(key, object.path("versionId").asText());
  }
}
