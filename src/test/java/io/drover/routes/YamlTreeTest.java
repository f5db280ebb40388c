package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class YamlTreeTest {
  private static YamlTree parse(String... lines) {
    return YamlTree.parse("f.yaml", String.join("\n", lines));
  }

  @Test
  void valuesKnowTheirLines() {
    YamlTree tree = parse("a:", "  - b: 1", "    c:", "      - x", "d/e: {f: true}");
    assertThat(tree.content())
        .hasToString("{\"a\":[{\"b\":1,\"c\":[\"x\"]}],\"d/e\":{\"f\":true}}");
    assertThat(tree.line("/a")).isEqualTo(1);
    assertThat(tree.line("/a/0")).isEqualTo(2);
    assertThat(tree.line("/a/0/c")).isEqualTo(3);
    assertThat(tree.line("/a/0/c/0")).isEqualTo(4);
    assertThat(tree.line(YamlTree.child("", "d/e") + "/f")).isEqualTo(5);
  }

  @Test
  void theLineOfWhatIsNotThereIsThatAroundIt() {
    assertThat(parse("a:", "  b: 1").line("/a/nothing/at/all")).isEqualTo(1);
  }

  @Test
  void scalarsAreAsYaml12HasThem() {
    assertThat(parse("[1, -2, 1.5, true, null, ~, yes, '1', 9223372036854775808, .inf]").content())
        .hasToString("[1,-2,1.5,true,null,\"~\",\"yes\",\"1\",9223372036854775808,\".inf\"]");
  }

  @Test
  void aKeyThatStandsTwiceIsFound() {
    assertThat(parse("a: 1", "b: 2", "a: 3").findings())
        .extracting(Finding::toString)
        .containsExactly(
            "f.yaml:3: the key 'a' stands twice, first in line 1: YAML readers drop one of them");
  }

  @Test
  void tagsAndSecondDocumentsAreFound() {
    assertThat(parse("a: !!java/object x", "---", "b: 1").findings())
        .extracting(Finding::line)
        .containsExactly(1, 3);
  }

  @Test
  void aMistakeInTheYamlHasItsLine() {
    YamlTree tree = parse("a: 1", "\tb: 2");
    assertThat(tree.content().isMissingNode()).isTrue();
    assertThat(tree.findings()).singleElement().extracting(Finding::line).isEqualTo(2);
  }

  @Test
  void deepNestingAndManyAliasesEnd() {
    assertThat(parse(String.join("", Collections.nCopies(3000, "["))).findings()).isNotEmpty();
    String bomb =
        "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: &d [*c,*c,*c]\ne: [*d,*d,*d]";
    assertThat(YamlTree.parse("f", bomb).findings()).isNotEmpty();
  }
}
