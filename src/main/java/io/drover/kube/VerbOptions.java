package io.drover.kube;

import java.util.List;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of the verbs alone. */
@UriParams
public class VerbOptions {
  private static final List<String> PROPAGATION = List.of("Background", "Foreground", "Orphan");

  @UriParam(
      label = "producer",
      description =
          "Of a JSON patch: the name of the object that it changes; the options apiVersion, kind and"
              + " namespace tell the rest")
  private String name;

  @UriParam(
      label = "producer",
      description =
          "How kube:patch reads the body: a merge patch (RFC 7386) or a strategic merge patch is an"
              + " object with apiVersion, kind and metadata.name; a JSON patch (RFC 6902) is a list"
              + " of operations",
      enums = "merge,json,strategic",
      defaultValue = "merge")
  private PatchType patchType = PatchType.MERGE;

  @UriParam(
      label = "producer",
      description = "Whether kube:apply takes the fields that other field managers own",
      defaultValue = "false")
  private boolean force;

  @UriParam(
      label = "producer",
      description =
          "What kube:delete does with the objects that the removed one owns; if not given, what the"
              + " API server does for the kind",
      enums = "Background,Foreground,Orphan")
  private String propagationPolicy;

  /** Says what is wrong with the options, if something is. */
  void check() {
    if (propagation() != null && !PROPAGATION.contains(propagationPolicy)) {
      throw new IllegalArgumentException(
          "propagationPolicy: '" + propagationPolicy + "' is none: it may be " + PROPAGATION);
    }
  }

  /** Null if none is given. */
  String propagation() {
    return propagationPolicy == null || propagationPolicy.isEmpty() ? null : propagationPolicy;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public PatchType getPatchType() {
    return patchType;
  }

  public void setPatchType(PatchType patchType) {
    this.patchType = patchType;
  }

  public boolean isForce() {
    return force;
  }

  public void setForce(boolean force) {
    this.force = force;
  }

  public String getPropagationPolicy() {
    return propagationPolicy;
  }

  public void setPropagationPolicy(String propagationPolicy) {
    this.propagationPolicy = propagationPolicy;
  }
}
