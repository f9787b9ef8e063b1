/** Keeps the calls to one target from harming it, and from harming the deliveries to others. */
@NullMarked
package dev.baton.isolation;

import org.jspecify.annotations.NullMarked;
