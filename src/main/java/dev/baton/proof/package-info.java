/** A connector shown to do what its folder says, before it serves: its examples, dry runs, trials without a network. */
@NullMarked
package dev.baton.proof;

import org.jspecify.annotations.NullMarked;
