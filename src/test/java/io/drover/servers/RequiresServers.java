package io.drover.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of a class need real servers. Where they are not built the class is skipped, which is
 * said once at the end; with {@code CI=true} that is a failure. Parameters of the types {@link
 * KubernetesApi} and {@link Minio} are resolved.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealServersExtension.class)
public @interface RequiresServers {
  /** Names as in {@code src/test/servers}. */
  String[] value();
}
