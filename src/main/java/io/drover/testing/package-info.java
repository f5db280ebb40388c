/** Runs the tests of routes, and judges what routes render. */
package io.drover.testing;
