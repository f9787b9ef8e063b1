/** Moves calls: REFER with its reports, redirects, and whether the peers are there. */
@NullMarked
package dev.baton.sip.forward;

import org.jspecify.annotations.NullMarked;
