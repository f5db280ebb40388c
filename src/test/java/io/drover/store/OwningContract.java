package io.drover.store;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a store holds that one process has for itself. */
abstract class OwningContract extends StoreContract {
  OwningContract(Supplier<RecordStore> open) {
    super(open);
  }

  @Test
  void onlyOneOwnsTheStore() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::another)
        .withMessageContaining(store().location())
        .withMessageContaining("belongs to another Drover");
    reopen();
  }

  @Test
  void closingItTwiceTakesItFromNobody() {
    RecordStore old = store();
    reopen();
    old.close();
    assertThatExceptionOfType(StoreException.class).isThrownBy(this::another);
  }
}
