package io.drover.script;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of a class compare with lua5.1 or jq 1.7.1. Where these are not installed the class is
 * skipped, which is said once at the end; with {@code CI=true} that is a failure. Parameters of the
 * types {@link JqOracle} and {@link LuaOracle} are resolved.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OraclesExtension.class)
public @interface RequiresOracles {}
