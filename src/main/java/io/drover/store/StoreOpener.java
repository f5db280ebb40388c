package io.drover.store;

/**
 * Opens stores that are not folders. A Camel component that is one opens those of its own name:
 * {@code drover.store=jetstream:NAME} is for the component {@code jetstream}.
 */
public interface StoreOpener {
  /**
   * Opens a store, which may be away for the time being: then it is there once it is back.
   *
   * @param name what stands after the colon
   * @throws StoreException if it cannot be used as it is
   */
  RecordStore openStore(String name);

  /**
   * Looks at a store for a command.
   *
   * @param name what stands after the colon
   * @throws StoreException if it is away, or cannot be used as it is
   */
  StoreView viewStore(String name);
}
