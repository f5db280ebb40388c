/** Seeing what Drover does. */
package io.drover.observe;
