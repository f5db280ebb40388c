package io.drover.jq;

import io.drover.script.ScriptLimits;
import io.drover.script.ScriptNames;
import io.drover.script.ScriptText;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Expression;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.Predicate;
import org.apache.camel.spi.Language;
import org.apache.camel.support.SingleInputTypedLanguageSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * jq 1.7 on the message body as JSON, or on what {@code source} names. As an expression the result
 * is the one value that the program gives, as a Jackson tree; null if it gives none or null;
 * several are an error. As a predicate it must give true or false, once. The program stands in the
 * route, or in a file: {@code resource:NAME.jq}. It is compiled when the route is loaded.
 *
 * <p>Beside jq's own functions there are {@code header}, {@code property}, {@code variable} (each
 * with a name and perhaps a default), {@code body}, and all beans of the type {@link JqFunction} by
 * their names, such as {@code manifest/1}. {@code debug} and {@code stderr} write to the log.
 */
public final class JqLanguage extends SingleInputTypedLanguageSupport {
  private static final Logger LOG = LoggerFactory.getLogger("io.drover.script");
  private static final String RESOURCE = "resource:";
  private static final String BEAN = "jq-language"; // where Camel looks before its own language

  private volatile Clock clock = Clock.systemUTC();
  private volatile JqLibrary library;

  /** Puts it in place of Camel's language of the same name. Doing it again changes nothing. */
  public static void install(CamelContext context) {
    if (of(context) == null) {
      JqLanguage language = new JqLanguage();
      language.setCamelContext(context);
      context.getRegistry().bind(BEAN, Language.class, language);
    }
  }

  /** That of a context; null if it is not installed there. */
  public static JqLanguage of(CamelContext context) {
    return context.getRegistry().lookupByNameAndType(BEAN, Language.class)
            instanceof JqLanguage language
        ? language
        : null;
  }

  /** Sets the clock of {@code now}, before a program is compiled. */
  public void setClock(Clock other) {
    clock = other;
  }

  /** What programs may call. */
  public JqLibrary library() {
    if (library == null) {
      Map<String, JqFunction> functions = new HashMap<>(ExchangeFunctions.ALL);
      functions.putAll(getCamelContext().getRegistry().findByTypeWithName(JqFunction.class));
      library = new JqLibrary(functions, clock, LOG::info);
    }
    return library;
  }

  @Override
  public Expression createExpression(Expression source, String text, Object[] properties) {
    return create(of(source, properties), text, property(Class.class, properties, 0, null));
  }

  @Override
  public Predicate createPredicate(Expression source, String text, Object[] properties) {
    return create(of(source, properties), text, null);
  }

  /** Null for the body, which stands for the source if a route names none. */
  private Expression of(Expression source, Object[] properties) {
    return property(String.class, properties, 1, null) == null ? null : source;
  }

  private JqExpression create(Expression source, String text, Class<?> type) {
    String program = loadResource(text);
    String name = text.startsWith(RESOURCE) ? fileName(text) : nameOf(program);
    ScriptLimits limits = ScriptLimits.of(getCamelContext());
    try {
      JqProgram compiled = JqProgram.compile(new ScriptText(name, program), library());
      return new JqExpression(compiled, program, limits, source, type);
    } catch (JqSyntaxException e) {
      throw new ExpressionIllegalSyntaxException(name, e);
    }
  }

  /** Camel reads the file of a program itself, where a route names one. */
  private String nameOf(String program) {
    return ScriptNames.of(getCamelContext())
        .find(".jq", program, name -> loadResource(RESOURCE + name))
        .orElse("script");
  }

  private static String fileName(String location) {
    return location.substring(Math.max(location.lastIndexOf(':'), location.lastIndexOf('/')) + 1);
  }
}
