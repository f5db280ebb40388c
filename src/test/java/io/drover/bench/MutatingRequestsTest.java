package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MutatingRequestsTest {
  @Test
  void writesOfServicesIngressesAndEventsCount() {
    assertThat(
            MutatingRequests.in(
                """
                apiserver_request_total{code="201",resource="services",subresource="",verb="POST"} 3
                apiserver_request_total{code="200",resource="ingresses",verb="APPLY"} 1e+01
                apiserver_request_total{code="201",resource="events",verb="POST"} 100
                apiserver_request_total{code="200",resource="ingresses",verb="LIST"} 1000
                apiserver_request_total{code="200",resource="leases",verb="PATCH"} 10000
                """))
        .isEqualTo(113);
  }
}
