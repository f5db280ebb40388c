package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildrenTest {
  private static final ResourceKind KIND = new ResourceKind("", "v1", "ConfigMap", "maps", true);
  private final Ownership ownership = new Ownership("drover", "route");
  private final List<String> told = new ArrayList<>();
  private final Children children = new Children(ownership, told::add);
  private final ObjectWatch.Handler watch = children.handler(KIND);

  private GenericKubernetesResource child(String version) {
    return new GenericKubernetesResourceBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName("web")
        .withUid("child")
        .withResourceVersion(version)
        .addToLabels(ownership.selector())
        .addToLabels(Ownership.OWNER_UID, "owner")
        .addToAnnotations(Ownership.ROUTE, "route")
        .addNewOwnerReference()
        .withUid("owner")
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .build();
  }

  @Test
  void hearingOfAnOwnWriteIsNoChangeWhetherItIsAnsweredBeforeOrAfter() {
    children.write(
        KIND,
        "shop/web",
        () -> {
          watch.present(child("1"));
          return child("1");
        });
    children.write(KIND, "shop/web", () -> child("2"));
    watch.present(child("2"));
    assertThat(told).isEmpty();
    assertThat(children.get(KIND, "shop/web")).isEqualTo(child("2"));
  }

  @Test
  void whatOthersDoWhileWeWriteIsAChange() {
    children.write(
        KIND,
        "shop/web",
        () -> {
          watch.present(child("1"));
          watch.present(child("2"));
          return child("1");
        });
    assertThat(told).containsExactly("owner");
    assertThat(children.get(KIND, "shop/web")).isEqualTo(child("2"));
  }

  @Test
  void aWriteThatIsNotAnsweredAndHeardOfIsAChange() {
    assertThatThrownBy(
            () ->
                children.write(
                    KIND,
                    "shop/web",
                    () -> {
                      watch.present(child("1"));
                      throw new IllegalStateException("no answer");
                    }))
        .hasMessage("no answer");
    assertThat(told).containsExactly("owner");
  }
}
