package io.drover.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** What commands ask of those who use a store. Any process may ask. */
public interface Requests {
  /**
   * Asks; the request is there whole or not at all.
   *
   * @return its name
   */
  String submit(ObjectNode request) throws IOException;

  /** Those not yet ended, by name, oldest first. */
  Map<String, ObjectNode> pending() throws IOException;

  /**
   * Takes one on, for this process alone, if no other has it. To be called again and again while it
   * is at work: if that is not done for a while, another may have it.
   *
   * @return whether this process has it now
   */
  boolean claim(String name) throws IOException;

  /** Ends one. */
  void end(String name) throws IOException;
}
