package dev.baton.sip.component;

import dev.baton.sip.forward.ForwardListener;
import dev.baton.sip.forward.ForwardOutcome;
import dev.baton.sip.forward.ForwardResult;
import dev.baton.sip.policy.Permit;
import java.util.Set;

/** What becomes of one forward. */
final class ReferListener implements ForwardListener {

    private static final Set<ForwardOutcome> MOVED =
            Set.of(ForwardOutcome.ANSWERED, ForwardOutcome.ACCEPTED_UNVERIFIED);

    private final Completion completion;
    private final Permit permit;
    private final Progress progress;
    private final SipMeters meters;
    private final String target;
    private final boolean untilAccepted;
    private volatile boolean accepted;

    ReferListener(
            Completion completion,
            Permit permit,
            Progress progress,
            SipMeters meters,
            String target,
            boolean untilAccepted) {
        this.completion = completion;
        this.permit = permit;
        this.progress = progress;
        this.meters = meters;
        this.target = target;
        this.untilAccepted = untilAccepted;
    }

    @Override
    public void accepted(int referStatus) {
        accepted = true;
        progress.tell("accepted", referStatus, "");
        if (untilAccepted) {
            completion.succeed("accepted", referStatus, 0, "");
        }
    }

    @Override
    public void progressed(int status, String reason) {
        String name =
                switch (status) {
                    case 100 -> "trying";
                    case 180 -> "ringing";
                    default -> "progress";
                };
        progress.tell(name, status, reason);
    }

    @Override
    public void ended(ForwardResult result) {
        ForwardOutcome outcome = result.outcome();
        permit.release(outcome.label(), stayed(result));
        meters.ended(target, result);
        progress.tell(outcome.label(), result.finalStatus(), result.reason());
        if (MOVED.contains(outcome)) {
            completion.succeed(outcome.label(), result.referStatus(), result.finalStatus(), result.reason());
        } else {
            completion.fail(outcome, result.referStatus(), result.finalStatus(), result.reason());
        }
    }

    /** Whether the call is where it was: then it may be forwarded again, such as by a fallback. */
    private static boolean stayed(ForwardResult result) {
        return !MOVED.contains(result.outcome()) && result.outcome() != ForwardOutcome.UNKNOWN;
    }

    /** The route does not wait any longer. The permit is held until the stack knows the end. */
    void waitedLongEnough() {
        if (!accepted) {
            completion.fail(ForwardOutcome.UNKNOWN, 0, 0, "no answer to the REFER within receiveTimeoutMillis");
        }
    }
}
