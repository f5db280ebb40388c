/** What an event is: its id, its CloudEvents attributes, the words for what became of it. */
package io.drover.event;
