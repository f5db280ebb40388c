package io.drover.chaos;

/**
 * What somebody does to a Service or to the Ingress that it has or should have.
 *
 * @param service whose, by its number
 * @param seed of what is drawn for it
 */
record Deed(int atMillis, Kind kind, int service, long seed) {
  enum Kind {
    /** The Service is made or replaced. */
    PUT,
    /** It gets a mistake, and nothing else is ever done to it. */
    SPOIL,
    DELETE,
    /** It is deleted and at once made again. */
    RENEW,
    /** A stranger edits the Ingress, be it Drover's or a stranger's. */
    EDIT,
    /** A stranger deletes the Ingress. */
    REMOVE,
    /** A stranger makes an Ingress of that name, if there is none. */
    TAKE
  }
}
