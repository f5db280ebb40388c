/**
 * Real servers for the tests whose behaviour is the server's, built by src/test/servers/build.sh.
 */
package io.drover.servers;
