package io.drover.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.routes.JqTokens.Kind;
import io.drover.routes.JqTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that a jq program names with {@code manifest("FILE")}, by its text alone. */
final class ManifestCalls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ManifestCalls() {}

  /**
   * @param file empty if it is not told by the program's text
   */
  record Named(Optional<String> file, int line) {}

  static List<Named> of(List<Token> program) {
    List<Named> files = new ArrayList<>();
    boolean foreign =
        JqFunctions.foreign(program).stream()
            .anyMatch(call -> call.toString().equals(JqManifests.FUNCTION));
    for (int i = 0; foreign && i + 1 < program.size(); i++) {
      if (isCall(program, i)) {
        files.add(new Named(file(program, i + 2), program.get(i).line()));
      }
    }
    return files;
  }

  private static boolean isCall(List<Token> program, int at) {
    Token name = program.get(at);
    boolean field = at > 0 && List.of(".", "$", "@").contains(program.get(at - 1).text());
    return !field
        && name.kind() == Kind.NAME
        && name.text().equals(JqManifests.NAME)
        && program.get(at + 1).is("(");
  }

  private static Optional<String> file(List<Token> program, int at) {
    boolean alone =
        at + 1 < program.size()
            && program.get(at).kind() == Kind.STRING
            && program.get(at + 1).is(")");
    return alone ? literal(program.get(at).text()) : Optional.empty();
  }

  private static Optional<String> literal(String string) {
    try {
      return Optional.of(JSON.readTree(string)).map(JsonNode::textValue);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
