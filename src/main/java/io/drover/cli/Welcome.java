package io.drover.cli;

import java.net.URI;
import java.nio.file.Path;

/** Where to play, with commands to paste. */
final class Welcome {
  private Welcome() {}

  static String text(PlayFolders folders, URI webhook) {
    return """
        Both flows run, on a bucket and a Kubernetes API in this process. In another terminal, try:

          cp %s %s
              a picture copied into the bucket's folder starts a Workflow
          curl --data @%s %s
              an S3 notification, as MinIO posts it, does too
          cp %s %s
              a Service saved there gets its Ingress; edit it, and the Ingress follows; remove it
          rm %s
              deletes the Ingress, and its route makes it again

        What the routes make is printed here, and is a file in %s while it exists.
        Ctrl-C ends it.
        """
        .formatted(
            word(folders.examples().resolve(Examples.PICTURE)),
            word(folders.pictures()) + "/",
            word(folders.examples().resolve(Examples.EVENT)),
            webhook,
            word(folders.examples().resolve(Examples.SERVICE)),
            word(folders.cluster()) + "/",
            word(folders.out()) + "/ingress-playground-fortune-svc-ing.yaml",
            folders.out());
  }

  /** A path as a word of a shell command. */
  private static String word(Path path) {
    String text = path.toString();
    return text.matches("[\\w./@%+=:,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
