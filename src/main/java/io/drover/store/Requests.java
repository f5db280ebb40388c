package io.drover.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** What commands ask of the process that owns a store. Any process may ask. */
public interface Requests {
  /**
   * Asks; the request is there whole or not at all.
   *
   * @return its name
   */
  String submit(ObjectNode request) throws IOException;

  /** Those not yet ended, by name, oldest first. */
  Map<String, ObjectNode> pending() throws IOException;

  /** Ends one. */
  void end(String name) throws IOException;
}
