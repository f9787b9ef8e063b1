/** Brings the handovers of another platform into this one, and proves that they stay what they were. */
@NullMarked
package dev.baton.migration;

import org.jspecify.annotations.NullMarked;
