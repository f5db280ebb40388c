package io.drover.bench;

import io.drover.store.FolderStore;
import io.drover.store.RecordStore;
import java.nio.file.Path;

/** What Drover's ledger is during a measurement. The product knows only the first. */
enum LedgerMode {
  AS_IS("Drover"),
  NO_FSYNC("Drover, its ledger without fsync"),
  NO_LEDGER("Drover without a ledger");

  private final String title;

  LedgerMode(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** A store for Camel's registry, or null where Drover is to open the folder by itself. */
  RecordStore open(Path folder) {
    return switch (this) {
      case AS_IS -> null;
      case NO_FSYNC -> new UnsyncedStore(FolderStore.open(folder));
      case NO_LEDGER -> new ForgetfulStore(folder);
    };
  }
}
