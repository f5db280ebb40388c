/**
 * NATS JetStream: the component {@code jetstream:STREAM}. Its source keeps a message until its
 * event is settled; its producer is done when the stream has the message.
 */
package io.drover.jetstream;
