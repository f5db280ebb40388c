package io.drover.bucket;

import io.drover.bucket.FolderScan.Version;
import io.drover.delivery.Removals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that were removed from a folder. Those of which that is not sure are held until they
 * are back, until their folder holds a file, or until a person allows it.
 */
final class FolderRemovals {
  private static final Logger LOG = LoggerFactory.getLogger(FolderRemovals.class);

  private final String route;
  private final Path folder;
  private final FolderScan scan;
  private final FolderGuard guard;
  private final Removals removals;
  private final Set<Path> allowed = new HashSet<>();
  private Set<Path> held = Set.of();
  private volatile boolean isAllowed;

  /**
   * @param removals hears of a person's permission
   */
  FolderRemovals(String route, Path folder, FolderScan scan, Removals removals) {
    this.route = route;
    this.folder = folder;
    this.scan = scan;
    this.guard = new FolderGuard(folder);
    this.removals = removals;
    removals.register(route, () -> isAllowed = true);
  }

  /** Those that are sure, after the scan has looked. */
  List<Version> look() {
    guard.seen(scan.found());
    List<Version> vanished = scan.vanished();
    if (isAllowed) {
      isAllowed = false;
      vanished.forEach(version -> allowed.add(version.file()));
    }
    List<Version> sure = new ArrayList<>();
    Set<Path> unsure = new HashSet<>();
    for (Version version : vanished) {
      if (version.file().getParent().equals(folder)) {
        scan.forget(version); // lay beside the buckets, in none
      } else if (allowed.contains(version.file()) || guard.isRemoved(version.file())) {
        sure.add(version);
      } else {
        unsure.add(guard.nearest(version.file()));
      }
    }
    allowed.removeAll(scan.found());
    say(unsure);
    return sure;
  }

  private void say(Set<Path> unsure) {
    for (Path each : unsure) {
      if (!held.contains(each)) {
        LOG.warn(
            "Route {}: all files that were in {} are gone, as if a disk were not mounted, so they"
                + " are not taken for removed until a file is there, or until"
                + " `drover allow-deletes {}`",
            route,
            each,
            route);
        removals.held();
      }
    }
    held = unsure;
  }

  /** Nobody looks any more. */
  void end() {
    removals.unregister(route);
  }
}
