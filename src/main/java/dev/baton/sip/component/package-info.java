/** The Camel component {@code sip:} and {@code sips:}, which moves calls: see docs/sip-component.md. */
@NullMarked
package dev.baton.sip.component;

import org.jspecify.annotations.NullMarked;
