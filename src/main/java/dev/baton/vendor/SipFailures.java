package dev.baton.vendor;

import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.sip.component.IncompleteForwardException;
import dev.baton.sip.component.SipForwardException;
import dev.baton.sip.policy.ForwardRefusedException;
import dev.baton.sip.policy.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells why a call was not moved. */
final class SipFailures {

    private SipFailures() {}

    /** Empty when it has nothing to do with SIP. */
    static Optional<Failure> of(@Nullable Throwable cause) {
        if (cause instanceof SipForwardException ended) {
            return Optional.of(ended(ended));
        }
        if (cause instanceof ForwardRefusedException refused) {
            return Optional.of(new Failure(
                    isForLater(refused.refusal()) ? FailureClass.TRY_AGAIN : FailureClass.INTEGRATOR_MUST_ACT,
                    code(refused.refusal().label()),
                    "Nothing was sent: " + refused.getMessage(),
                    null));
        }
        return cause instanceof IncompleteForwardException
                ? Optional.of(new Failure(
                        FailureClass.INTEGRATOR_MUST_ACT,
                        "incomplete_call",
                        "Nothing was sent: " + cause.getMessage(),
                        null))
                : Optional.empty();
    }

    private static boolean isForLater(Refusal refusal) {
        return switch (refusal) {
            case TOO_MANY_AT_ONCE, TOO_MANY_PER_MINUTE, TOO_MANY_TO_THE_NUMBER -> true;
            default -> false;
        };
    }

    private static Failure ended(SipForwardException ended) {
        FailureClass failureClass =
                switch (ended.outcome()) {
                    case BUSY, NO_ANSWER, DECLINED, CALL_GONE -> FailureClass.CLOSED;
                    case UNAVAILABLE, UNREACHABLE -> FailureClass.TRY_AGAIN;
                    case UNKNOWN, ANSWERED, ACCEPTED_UNVERIFIED -> FailureClass.UNKNOWN;
                    case BAD_NUMBER, UNSUPPORTED, IDENTITY_NEEDED, NOT_AUTHENTICATED, UNTRUSTED_CERTIFICATE ->
                        FailureClass.INTEGRATOR_MUST_ACT;
                };
        return new Failure(failureClass, code(ended.outcome().label()), String.valueOf(ended.getMessage()), null);
    }

    private static String code(String label) {
        return label.replace('-', '_');
    }
}
