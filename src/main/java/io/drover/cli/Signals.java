package io.drover.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The signals that ask a process to end: SIGINT, which Ctrl-C sends, and SIGTERM. Of Java's own
 * ways only a shutdown hook hears of them, and not of a second one; {@code sun.misc.Signal} is of
 * the module jdk.unsupported, which every JDK has, and the compiler warns of it unless it is
 * reflected.
 */
final class Signals {
  private static final List<String> NAMES = List.of("INT", "TERM");
  private static final int FIRST_EXIT_CODE = 128; // as shells count

  private Signals() {}

  /**
   * Has the first signal run something, which must not take long. A second one ends the process at
   * once, with the exit code 128 + its number. With {@code java -Xrs} signals stay the system's.
   */
  static void onFirst(Runnable action) {
    AtomicInteger count = new AtomicInteger();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (count.incrementAndGet() > 1) {
                  int number = (int) signal.getMethod("getNumber").invoke(arguments[0]);
                  Runtime.getRuntime().halt(FIRST_EXIT_CODE + number);
                }
                action.run();
                return null;
              });
      for (String name : NAMES) {
        Object one = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, one, ours);
      }
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) { // as -Xrs causes
        throw new IllegalStateException("handling signals", e.getCause());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("handling signals needs the module jdk.unsupported", e);
    }
  }
}
