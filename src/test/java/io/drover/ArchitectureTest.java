package io.drover;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Capabilities know only what all share; the commands and the demo may know all. */
@AnalyzeClasses(packages = "io.drover", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Set<String> SHARED =
      Set.of("event", "delivery", "store", "tls", "script", "jq");
  private static final Set<String> ABOVE = Set.of("cli", "testing", "demo");

  @ArchTest
  static void capabilitiesKnowOnlyWhatAllShare(JavaClasses all) {
    for (JavaClass from : all) {
      from.getDirectDependenciesFromSelf().stream()
          .filter(d -> isForbidden(area(from), area(d.getTargetClass())))
          .findFirst()
          .ifPresent(
              d -> {
                throw new AssertionError(d.getDescription());
              });
    }
  }

  private static boolean isForbidden(String from, String to) {
    boolean free = to.equals("java") || from.equals(to) || from.equals("") || ABOVE.contains(from);
    return !free && !SHARED.contains(to);
  }

  /** The part of a package after io.drover; "java" for everything that is not ours. */
  private static String area(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith("io.drover")) {
      return "java";
    }
    String rest = name.substring("io.drover".length()).replaceFirst("^\\.", "");
    return rest.isEmpty() ? "" : rest.split("\\.", -1)[0];
  }

  @ArchTest
  static final ArchRule noMutableStaticState =
      fields().that().areStatic().should().beFinal().because("a context is the scope of all state");
}
