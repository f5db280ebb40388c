package io.drover.cli;

import io.drover.delivery.StoreName;
import io.drover.store.Requests;
import io.drover.store.StoreView;
import java.io.IOException;
import java.nio.file.Path;

/** A store that is reached by a component as a configuration sets it up. */
final class RemoteStore implements StoreView {
  private final ConfiguredComponents components;
  private final StoreView view;

  private RemoteStore(ConfiguredComponents components, StoreView view) {
    this.components = components;
    this.view = view;
  }

  /**
   * @param config a properties file, or null
   * @throws io.drover.store.StoreException if it cannot be had
   */
  static RemoteStore open(StoreName name, Path config) {
    ConfiguredComponents components = new ConfiguredComponents(config);
    try {
      return new RemoteStore(components, name.view(components.context()));
    } catch (RuntimeException e) {
      components.close();
      throw e;
    }
  }

  @Override
  public void read(String table, Visitor visitor) throws IOException {
    view.read(table, visitor);
  }

  @Override
  public Requests requests() {
    return view.requests();
  }

  @Override
  public boolean isInUse() throws IOException {
    return view.isInUse();
  }

  @Override
  public String location() {
    return view.location();
  }

  @Override
  public void close() {
    view.close();
    components.close();
  }
}
