/** Judges a bot's turns: whether it should hand over, and why. */
@NullMarked
package dev.baton.trigger;

import org.jspecify.annotations.NullMarked;
