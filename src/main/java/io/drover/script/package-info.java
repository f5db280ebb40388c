/** What the languages of scripts share: limits, and how a message shows the place in a script. */
package io.drover.script;
