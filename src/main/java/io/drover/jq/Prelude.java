package io.drover.jq;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions that are best said in jq itself. */
final class Prelude {
  private static final String TEXT =
      """
      def recurse(f): def r: ., (f | r); r;
      def recurse(f; condition): def r: ., (f | select(condition) | r); r;
      def while(condition; next): def r: if condition then ., (next | r) else empty end; r;
      def until(condition; next): def r: if condition then . else next | r end; r;
      def repeat(f): def r: f, r; r;
      def nth($n): .[$n];
      def nth($n; f):
        if $n < 0 then error("nth doesn't support negative indices") else first(skip($n; f)) end;
      def first: .[0];
      def last: .[-1];
      def arrays: select(type == "array");
      def objects: select(type == "object");
      def iterables: select(type | . == "array" or . == "object");
      def scalars: select(type | . != "array" and . != "object");
      def booleans: select(type == "boolean");
      def numbers: select(type == "number");
      def strings: select(type == "string");
      def nulls: select(. == null);
      def values: select(. != null);
      def finites: select(isfinite);
      def normals: select(isnormal);
      def paths: path(..) | select(length > 0);
      def paths(f): path(.. | select(f)) | select(length > 0);
      def leaf_paths: paths(scalars);
      def pick(f): . as $in | reduce path(f) as $p (null; setpath($p; $in | getpath($p)));
      def with_entries(f): to_entries | map(f) | from_entries;
      def walk(f):
        def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end
          | f;
        w;
      def combinations:
        if length == 0 then []
        else .[0][] as $first | .[1:] | combinations | [$first] + . end;
      def combinations($n): [limit($n; repeat(.))] | combinations;
      def tostream:
        def s($path):
          if type | . != "array" and . != "object" then [$path, .]
          elif length == 0 then [$path, .]
          else
            keys_unsorted as $keys
            | ($keys[] as $key | .[$key] | s($path + [$key])),
              [$path + [$keys[-1]]]
          end;
        s([]);
      def fromstream(f):
        foreach f as $event ({};
          (if .done then {} else . end)
          | if $event | length == 2 then
              .value |= setpath($event[0]; $event[1]) | .done = ($event[0] | length == 0)
            else .done = ($event[0] | length == 1) end;
          if .done then .value else empty end);
      def truncate_stream(f):
        . as $depth | null | f | select(.[0] | length > $depth) | setpath([0]; .[0][$depth:]);
      def IN(f): any(f == .; .);
      def IN(source; f): any(source == f; .);
      def INDEX(f): INDEX(.[]; f);
      def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] = $row);
      def JOIN($index; f): [.[] | [., $index[f]]];
      def JOIN($index; stream; f): stream | [., $index[f]];
      def JOIN($index; stream; f; join): stream | [., $index[f]] | join;
      def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
      def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
      def todate: todateiso8601;
      def fromdate: fromdateiso8601;
      def date: todate;
      def dateadd(unit; $n): . + $n;
      def datesub(unit; $n): . - $n;
      .
      """;

  private static final Map<String, Ast.Define> ALL = read();

  private Prelude() {}

  /** By name and number of arguments; null if there is none. */
  static Ast.Define find(String signature) {
    return ALL.get(signature);
  }

  static Map<String, Ast.Define> map() {
    return ALL;
  }

  private static Map<String, Ast.Define> read() {
    Map<String, Ast.Define> all = new LinkedHashMap<>();
    for (Ast next = Parser.parse(tokens());
        next instanceof Ast.Define define;
        next = define.rest()) {
      all.put(define.name() + "/" + define.parameters().size(), define);
    }
    return all;
  }

  /** Without lines, as those of the program are what messages point at. */
  private static List<Token> tokens() {
    return Lexer.tokens(TEXT).stream()
        .map(token -> new Token(token.kind(), token.text(), token.parts(), 0))
        .toList();
  }
}
