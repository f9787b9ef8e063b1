/** Finds phrases in what people write, in any script, without regular expressions. */
@NullMarked
package dev.baton.phrase;

import org.jspecify.annotations.NullMarked;
