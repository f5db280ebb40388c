/**
 * Controllers written as routes: {@code kube:watch} gives a route the objects of a kind, one event
 * for the latest state of each, and {@code kube:reconcile} makes what should exist for it so.
 */
package io.drover.kube;
