/** How a request answers the challenge that refused it, RFC 3261 section 22 and RFC 8760. */
@NullMarked
package dev.baton.sip.auth;

import org.jspecify.annotations.NullMarked;
