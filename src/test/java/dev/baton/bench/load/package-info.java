/** The load harness: a stub desk, closed-loop clients, and the processes they are measured against. */
@NullMarked
package dev.baton.bench.load;

import org.jspecify.annotations.NullMarked;
