/** SIP messages as values: read from bytes within bounds, and written by one writer that lets no line break in. */
@NullMarked
package dev.baton.sip.message;

import org.jspecify.annotations.NullMarked;
