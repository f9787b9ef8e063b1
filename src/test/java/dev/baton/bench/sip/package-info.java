/** What moving calls costs: whole forwards between the stack and sipp, pinned to a core each. */
@NullMarked
package dev.baton.bench.sip;

import org.jspecify.annotations.NullMarked;
