/** Certificates and keys in files, as Secrets of Kubernetes hold them. */
package io.drover.tls;
