/** Where a request goes, RFC 3263, and where it goes next when that did not work. */
@NullMarked
package dev.baton.sip.location;

import org.jspecify.annotations.NullMarked;
