package dev.baton.sip.forward;

import dev.baton.sip.location.LocationException;
import dev.baton.sip.transaction.TransactionException;
import dev.baton.sip.transport.SipTransportException;
import dev.baton.sip.transport.UntrustedPeerException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What it means that there is no answer to a request. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    static void tell(Moving moving, Throwable failure) {
        Throwable cause = cause(failure);
        moving.failed(outcome(cause, moving.wasSent()), words(cause));
    }

    private static ForwardOutcome outcome(Throwable cause, boolean sent) {
        if (cause instanceof IllegalArgumentException) {
            // What cannot be written is not sent.
            return ForwardOutcome.UNSUPPORTED;
        }
        if (cause instanceof TransactionException lost && lost.kind() == TransactionException.Kind.TOO_MANY) {
            return ForwardOutcome.UNAVAILABLE;
        }
        if (cause instanceof UntrustedPeerException) {
            return ForwardOutcome.UNTRUSTED_CERTIFICATE;
        }
        boolean arrived = sent && !(cause instanceof LocationException || cause instanceof SipTransportException);
        return arrived ? ForwardOutcome.UNKNOWN : ForwardOutcome.UNREACHABLE;
    }

    /** For a result: of an error of ours only that there was one, since its message may hold what was to be sent. */
    static String words(Throwable cause) {
        if (cause instanceof TransactionException
                || cause instanceof LocationException
                || cause instanceof SipTransportException
                || cause instanceof CancellationException
                || cause instanceof IllegalArgumentException) {
            return Words.printable(String.valueOf(cause.getMessage()));
        }
        LOG.error("a SIP request failed with {} at {}", cause.getClass().getName(), Told.place(cause));
        return "an error in this program, see its log";
    }
}
