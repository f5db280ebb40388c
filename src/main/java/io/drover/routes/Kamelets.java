package io.drover.routes;

import java.nio.file.Path;

/** Where kamelets are looked for. */
public final class Kamelets {
  private Kamelets() {}

  /**
   * Camel's location of kamelets: a folder of them, then beside the routes, then those that come
   * with Drover.
   *
   * @param folder or null
   * @param routes the folder of the routes, or null
   */
  public static String location(Path folder, Path routes) {
    return in(folder) + in(routes) + "classpath:kamelets";
  }

  private static String in(Path folder) {
    return folder == null ? "" : "file:" + folder + ",";
  }
}
