/** The tools of connector authors and integrators, for the terminal. None of them starts the gateway. */
@NullMarked
package dev.baton.cli;

import org.jspecify.annotations.NullMarked;
