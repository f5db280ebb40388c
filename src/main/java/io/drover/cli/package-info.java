/** The command line. */
package io.drover.cli;
