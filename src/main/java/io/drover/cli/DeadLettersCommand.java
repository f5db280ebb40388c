package io.drover.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.DeadLetter;
import io.drover.delivery.Replays;
import io.drover.event.LogText;
import io.drover.store.Requests;
import io.drover.store.StoreView;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the events that cannot succeed as they are, and has them tried again. */
@Command(
    name = "dead-letters",
    description = "Shows events that cannot succeed as they are, and has them tried again.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples: drover dead-letters list",
      "          drover dead-letters replay --where '.droverroute == \"thumbnails\"'"
    })
final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** How {@code list} prints. */
  enum Output {
    text,
    json
  }

  /** Which letters a command is about. */
  static final class Choice {
    @Parameters(
        paramLabel = "ID",
        arity = "1..*",
        description = "Events' ids, or ROUTE/ID for one of several routes.")
    private List<String> ids;

    @Option(names = "--all", description = "All dead letters.")
    private boolean all;

    @Option(
        names = "--where",
        paramLabel = "JQ",
        description = "Those for which this jq expression on the letter gives true.")
    private String where;

    private List<DeadLetter> of(StoredLetters letters) throws IOException {
      if (ids != null) {
        return letters.named(ids);
      }
      return letters.those(all ? letter -> true : StoredLetters.where(where));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, show, replay or drop?");
  }

  @Command(
      name = "list",
      description = "One line for each dead letter, the oldest first.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: drover dead-letters list --where '.droverreason | test(\"400\")'"})
  int list(
      @Mixin StoreOptions store,
      @Option(
              names = "--output",
              description = "text or json; by default text.",
              defaultValue = "text")
          Output output,
      @Option(
              names = "--where",
              paramLabel = "JQ",
              description = "Only those for which it is true.")
          String where)
      throws IOException {
    try (StoreView view = store.open()) {
      List<DeadLetter> letters =
          new StoredLetters(view).those(where == null ? l -> true : StoredLetters.where(where));
      PrintWriter out = spec.commandLine().getOut();
      if (output == Output.json) {
        out.println(text(letters.stream().map(DeadLetter::json).toList()));
      } else {
        letters.forEach(letter -> out.println(line(letter)));
        spec.commandLine().getErr().println(letters.size() + " dead letters in " + view.location());
      }
      out.flush();
      return ExitCode.GOOD;
    }
  }

  private static String line(DeadLetter letter) {
    String step = letter.text("droverstep") == null ? "" : "/" + letter.text("droverstep");
    String subject = letter.text("subject") == null ? "" : " (" + letter.text("subject") + ")";
    return LogText.clean(
        letter.text("id")
            + "  "
            + letter.text("droverkept")
            + "  "
            + letter.route()
            + step
            + subject
            + ": "
            + letter.text("droverreason"));
  }

  @Command(
      name = "show",
      description = "A dead letter as CloudEvents JSON.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: drover dead-letters show 4mx2b7u3qkzdwy5e"})
  int show(
      @Mixin StoreOptions store,
      @Parameters(paramLabel = "ID", description = "The event's id, or ROUTE/ID.") String id)
      throws IOException {
    try (StoreView view = store.open()) {
      for (DeadLetter letter : new StoredLetters(view).named(List.of(id))) {
        spec.commandLine().getOut().println(text(letter.json()));
      }
    }
    spec.commandLine().getOut().flush();
    return ExitCode.GOOD;
  }

  @Command(
      name = "replay",
      description =
          "Has the Drover that runs with the store send dead letters through their routes again.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: drover dead-letters replay --all"})
  int replay(
      @Mixin StoreOptions store,
      @ArgGroup(multiplicity = "1") Choice choice,
      @Option(
              names = "--force",
              description = "Act anew also on what was acted on before: another Workflow is made.")
          boolean force,
      @Option(
              names = "--wait",
              paramLabel = "SECONDS",
              description = "How long to wait for what becomes of them; by default 10.",
              defaultValue = "10")
          int waitSeconds)
      throws IOException, InterruptedException {
    try (StoreView view = store.open()) {
      List<DeadLetter> letters = choice.of(new StoredLetters(view));
      return ask(view, letters, Replays.request(keys(letters), force), waitSeconds);
    }
  }

  @Command(
      name = "drop",
      description = "Gives dead letters up: they are deleted.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: drover dead-letters drop 4mx2b7u3qkzdwy5e"})
  int drop(@Mixin StoreOptions store, @ArgGroup(multiplicity = "1") Choice choice)
      throws IOException, InterruptedException {
    try (StoreView view = store.open()) {
      List<DeadLetter> letters = choice.of(new StoredLetters(view));
      return ask(view, letters, Replays.dropRequest(keys(letters)), 10);
    }
  }

  private static String text(Object json) throws IOException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static List<String> keys(List<DeadLetter> letters) {
    return letters.stream().map(DeadLetter::key).toList();
  }

  private int ask(StoreView store, List<DeadLetter> letters, ObjectNode request, int waitSeconds)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (letters.isEmpty()) {
      out.println("No dead letter is meant; nothing to do.");
      return ExitCode.GOOD;
    }
    Requests requests = store.requests();
    String name = requests.submit(request);
    if (!store.isInUse()) {
      out.println("Asked for " + letters.size() + "; done when a Drover runs with this store.");
      return ExitCode.GOOD;
    }
    RequestWait wait = new RequestWait(requests, name);
    if (!wait.untilEnded(Duration.ofSeconds(waitSeconds))) {
      out.println("Asked for " + letters.size() + "; still at it, see drover dead-letters list.");
      return ExitCode.GOOD;
    }
    List<String> asked = keys(letters);
    List<DeadLetter> left = new StoredLetters(store).those(letter -> asked.contains(letter.key()));
    out.println((letters.size() - left.size()) + " of " + letters.size() + " are gone.");
    left.forEach(letter -> out.println(line(letter)));
    return left.isEmpty() ? ExitCode.GOOD : ExitCode.FAILED;
  }
}
