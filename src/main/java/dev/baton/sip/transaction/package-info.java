/** Requests and their answers, RFC 3261 section 17: what is lost is sent again, what comes twice is taken once. */
@NullMarked
package dev.baton.sip.transaction;

import org.jspecify.annotations.NullMarked;
