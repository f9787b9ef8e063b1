/** The last words to the customer: in which language, translated where it must be, filled with the context's values. */
@NullMarked
package dev.baton.words;

import org.jspecify.annotations.NullMarked;
