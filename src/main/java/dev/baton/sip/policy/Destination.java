package dev.baton.sip.policy;

import dev.baton.sip.message.Uri;

/**
 * Where a call may go: only a {@link DialPlan} makes one.
 *
 * @param uri as the peer is told
 * @param key the same for the same destination, however it was written
 * @param masked for the record
 */
public record Destination(Uri uri, String key, String masked) {

    /** Masked. */
    @Override
    public String toString() {
        return masked;
    }
}
