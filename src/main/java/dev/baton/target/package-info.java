/** Targets and steps: what this installation can reach, from {@code targets.yaml}. */
@NullMarked
package dev.baton.target;

import org.jspecify.annotations.NullMarked;
