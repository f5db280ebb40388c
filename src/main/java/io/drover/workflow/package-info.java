/** The action {@code argo-workflow:submit}: an event makes one Argo Workflow. */
package io.drover.workflow;
