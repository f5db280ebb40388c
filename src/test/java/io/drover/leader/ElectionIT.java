package io.drover.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.servers.KubernetesApi;
import io.drover.servers.RequiresServers;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two candidates for a Lease of a real API server, and what befalls them: never do both lead. */
@RequiresServers({"etcd", "kube-apiserver", "argo-workflows"})
class ElectionIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration DEADLINE = Duration.ofMillis(1_500);

  private final KubernetesClient admin;
  private final Resource<Lease> lease;
  private final List<Candidate> candidates;
  private final Observer observer;

  ElectionIT(KubernetesApi kubernetes) throws IOException {
    admin = kubernetes.newClient();
    String namespace = KubernetesApi.newNamespace(admin);
    lease = admin.leases().inNamespace(namespace).withName("drover");
    ElectionOptions options =
        new ElectionOptions(namespace, "drover", LEASE, DEADLINE, Duration.ofMillis(200));
    Candidate first = new Candidate(kubernetes, options, "first");
    await().atMost(SOON).until(first::leads);
    candidates = List.of(first, new Candidate(kubernetes, options, "second"));
    await().atMost(SOON).until(() -> candidates.get(1).health().isWell());
    observer = new Observer(candidates);
  }

  @AfterEach
  void onlyOneLedAtATime() throws Exception {
    observer.stop();
    for (Candidate candidate : candidates) {
      candidate.close();
    }
    admin.close();
    assertThat(observer.sawTwo()).isFalse();
  }

  private int leader() {
    return IntStream.range(0, candidates.size())
        .filter(i -> candidates.get(i).leads())
        .findFirst()
        .orElse(-1);
  }

  private void awaitLeader(int which) {
    await().pollInterval(Duration.ofMillis(10)).atMost(SOON).until(() -> leader() == which);
  }

  private static Stream<Consumer<Wire>> outages() {
    return Stream.of(Wire::cut, Wire::hang);
  }

  @ParameterizedTest
  @MethodSource("outages")
  void aLeaderWithoutTheApiServerLeadsNoMoreAndStandsAgainWhenItIsBack(Consumer<Wire> outage) {
    candidates.forEach(candidate -> outage.accept(candidate.wire()));
    long began = System.nanoTime();
    awaitLeader(-1);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isLessThan(DEADLINE.plus(Duration.ofMillis(500)));
    candidates.forEach(candidate -> candidate.wire().mend());
    await().atMost(SOON).until(() -> leader() >= 0);
  }

  @Test
  void theLeadGoesToAndFroWhateverEndsIt() {
    candidates.get(0).wire().hang();
    awaitLeader(1);
    candidates.get(0).wire().mend();
    candidates.get(1).wire().cut();
    awaitLeader(0);
    candidates.get(1).wire().mend();
    candidates.get(0).wire().hang();
    awaitLeader(1);
    candidates.get(0).wire().mend();
    await().atMost(SOON).until(() -> candidates.get(0).health().isWell());
    candidates.get(1).end();
    awaitLeader(0);
    assertThat(observer.leaders()).containsExactly(0, 1, 0, 1, 0);
  }

  @Test
  void aLeaseThatSomebodyDeletesIsThereAgain() {
    String before = lease.get().getMetadata().getUid();
    lease.delete();
    await()
        .atMost(SOON)
        .until(() -> lease.get() != null && !lease.get().getMetadata().getUid().equals(before));
    await().atMost(SOON).until(() -> leader() >= 0);
    String holder = List.of("first", "second").get(leader());
    assertThat(lease.get().getSpec().getHolderIdentity()).isEqualTo(holder);
  }

  @Test
  void whomSomebodyWritesIntoTheLeaseHasItsTime() {
    edit(
        found -> found.editSpec().withHolderIdentity("somebody").withLeaseTransitions(7).endSpec());
    long began = System.nanoTime();
    awaitLeader(-1);
    assertThat(candidates.get(0).health().data())
        .containsEntry("leader", false)
        .containsEntry("identity", "first")
        .containsEntry("holder", "somebody")
        .containsKey("since");
    assertThat(candidates.get(0).health().isWell()).isTrue();
    await().pollInterval(Duration.ofMillis(10)).atMost(SOON).until(() -> leader() >= 0);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(LEASE.minusMillis(100), LEASE.plusSeconds(2));
    assertThat(lease.get().getSpec().getLeaseTransitions()).isEqualTo(8);
  }

  @Test
  void aLeaseThatSomebodyEmptiesIsNotFreeAtOnce() {
    edit(found -> found.withNewSpec().endSpec());
    await().atMost(SOON).until(() -> leader() >= 0 && lease.get().getSpec().getRenewTime() != null);
    assertThat(lease.get().getSpec().getHolderIdentity()).isNotEmpty();
  }

  /** Again where the leader renewed the Lease in between. */
  private void edit(UnaryOperator<LeaseBuilder> change) {
    await()
        .atMost(SOON)
        .ignoreException(KubernetesClientException.class)
        .until(
            () -> lease.edit(found -> change.apply(new LeaseBuilder(found)).build()),
            edited -> true);
  }
}
