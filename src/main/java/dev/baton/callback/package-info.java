/** Tells bots, at the address that came with the handover, what becomes of it. */
@NullMarked
package dev.baton.callback;

import org.jspecify.annotations.NullMarked;
