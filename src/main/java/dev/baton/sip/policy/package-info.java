/** Which calls may be moved where, how often, and the record of it: against toll fraud. */
@NullMarked
package dev.baton.sip.policy;

import org.jspecify.annotations.NullMarked;
