package io.drover.store;

import org.junit.jupiter.api.Nested;

/** What every form of record store holds. */
abstract class RecordStoreContract {
  /** Opens the store, each time the same one. */
  abstract RecordStore open();

  @Nested
  class Tables extends TableContract {
    Tables() {
      super(RecordStoreContract.this::open);
    }
  }

  @Nested
  class KeysAndValues extends KeysAndValuesContract {
    KeysAndValues() {
      super(RecordStoreContract.this::open);
    }
  }

  @Nested
  class Forgetting extends ForgettingContract {
    Forgetting() {
      super(RecordStoreContract.this::open);
    }
  }

  @Nested
  class Sharing extends SharingContract {
    Sharing() {
      super(RecordStoreContract.this::open);
    }
  }
}
