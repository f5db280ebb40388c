package io.drover.delivery;

import io.drover.store.FolderStore;
import io.drover.store.RecordStore;
import io.drover.store.StoreException;
import io.drover.store.StoreOpener;
import io.drover.store.StoreView;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/**
 * The value of {@code drover.store}: a folder, or {@code SCHEME:NAME} for a store of the component
 * SCHEME.
 *
 * @param scheme null for a folder
 * @param name what is after the scheme, or the folder
 */
public record StoreName(String scheme, String name) {
  private static final Pattern WITH_SCHEME = Pattern.compile("([a-z][a-z0-9-]+):(.*)");

  public static StoreName of(String text) {
    Matcher matcher = WITH_SCHEME.matcher(text);
    return matcher.matches()
        ? new StoreName(matcher.group(1), matcher.group(2))
        : new StoreName(null, text);
  }

  /** Whether it is a folder. */
  public boolean isFolder() {
    return scheme == null;
  }

  public Path folder() {
    return Path.of(name);
  }

  /**
   * Opens it, by the components of a context.
   *
   * @throws StoreException if it cannot be had
   */
  RecordStore open(CamelContext context) {
    return isFolder() ? FolderStore.open(folder()) : opener(context).openStore(name);
  }

  /**
   * Looks at it for a command.
   *
   * @throws StoreException if it cannot be had
   */
  public StoreView view(CamelContext context) {
    return isFolder() ? FolderStore.view(folder()) : opener(context).viewStore(name);
  }

  private StoreOpener opener(CamelContext context) {
    if (context.getComponent(scheme) instanceof StoreOpener opener) {
      return opener;
    }
    throw new StoreException(
        "drover.store="
            + this
            + ": "
            + scheme
            + " has no stores: set a folder (./"
            + this
            + " if you mean one), or jetstream:NAME");
  }

  @Override
  public String toString() {
    return isFolder() ? name : scheme + ":" + name;
  }
}
