package io.drover.chaos;

/** A version as the bucket has it. */
record StoredObject(ObjectVersion version, String contentType) {
  boolean isPoison() {
    return isPicture() && Poison.of(version.key()).isPresent();
  }

  boolean isToBecomeAWorkflow() {
    return isPicture() && !isPoison();
  }

  private boolean isPicture() {
    return contentType.startsWith("image/");
  }
}
