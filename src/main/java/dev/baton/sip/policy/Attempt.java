package dev.baton.sip.policy;

/**
 * A forward that wants to happen.
 *
 * @param target whose caps count: a name out of a configuration
 * @param callId of the call that is moved
 */
public record Attempt(String target, Caps caps, Destination destination, String callId) {

    /** Without the call: its identifiers are rights. */
    @Override
    public String toString() {
        return "Attempt[" + target + " to " + destination + "]";
    }
}
