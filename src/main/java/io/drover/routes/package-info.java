/**
 * Route files: finding them and what they name, loading them, and saying what is wrong with them.
 */
package io.drover.routes;
