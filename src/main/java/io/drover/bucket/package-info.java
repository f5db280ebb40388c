/**
 * Bucket events: the component {@code bucket:TRANSPORT}, whose transports all give a route the same
 * message, {@code {"notification":[RECORD, ...]}}.
 */
package io.drover.bucket;
