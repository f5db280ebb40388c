/** Event-driven automation for Kubernetes on Apache Camel; {@link io.drover.Drover} installs it. */
package io.drover;
