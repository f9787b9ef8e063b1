/** Who calls, by a token of an OAuth2 issuer (RFC 6750, RFC 9068). */
@NullMarked
package dev.baton.security.oauth2;

import org.jspecify.annotations.NullMarked;
