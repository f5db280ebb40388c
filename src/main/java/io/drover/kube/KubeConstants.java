package io.drover.kube;

import org.apache.camel.spi.Metadata;

/**
 * The headers of {@code kube:}. Their names begin with {@code Camel}, since Camel's transports take
 * no header of such a name from outside: no sender can make a delete of an apply.
 */
public final class KubeConstants {
  @Metadata(
      label = "producer",
      description = "The verb in place of that of the URI: create, apply, replace, patch or delete",
      javaType = "String")
  public static final String OPERATION = "CamelKubeOperation";

  @Metadata(
      label = "producer",
      description = "Of a JSON patch: the apiVersion of the object that it changes",
      javaType = "String")
  public static final String API_VERSION = "CamelKubeApiVersion";

  @Metadata(
      label = "producer",
      description = "Of a JSON patch: the kind of the object that it changes",
      javaType = "String")
  public static final String KIND = "CamelKubeKind";

  @Metadata(
      label = "producer",
      description = "The namespace of objects that name none",
      javaType = "String")
  public static final String NAMESPACE = "CamelKubeNamespace";

  @Metadata(
      label = "producer",
      description = "Of a JSON patch: the name of the object that it changes",
      javaType = "String")
  public static final String NAME = "CamelKubeName";

  private KubeConstants() {}
}
