/** Stand-ins that let both flows run without a cluster and without a store. */
package io.drover.demo;
