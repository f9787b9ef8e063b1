package dev.baton.sip.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the record.
 *
 * @param time ISO 8601, UTC
 * @param event what happened
 * @param number masked
 * @param dialog a hash of the Call-ID
 * @param outcome of a forward that ended, or why it was refused
 * @param leftOut how many refusals before this one are not on record, because there were too many
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(
        String time,
        Event event,
        String target,
        String number,
        String dialog,
        @Nullable String outcome,
        @Nullable Long leftOut) {

    enum Event {
        /** Written before anything is sent. */
        PERMITTED,
        REFUSED,
        ENDED,
        /** It ended, and the peer did nothing: the call may be moved again. */
        UNDONE
    }

    static Entry of(Instant now, Event event, Attempt attempt, @Nullable String outcome) {
        return new Entry(
                now.toString(),
                event,
                attempt.target(),
                attempt.destination().masked(),
                MovedCalls.hash(attempt.callId()),
                outcome,
                null);
    }

    Entry withLeftOut(long count) {
        return count == 0 ? this : new Entry(time, event, target, number, dialog, outcome, count);
    }

    Instant instant() {
        return Instant.parse(time);
    }
}
