package dev.baton.inbound;

import dev.baton.ledger.LedgerUnavailableException;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong on an HTTP route into a problem document. */
public final class ProblemAnswer implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswer.class);

    /** The route of handover requests; refusals of other requests are not counted among them. */
    private static final String INBOUND = "handover-inbound";

    private final InboundMetrics metrics;

    public ProblemAnswer(InboundMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Problem problem = problem(thrown);
        if (problem.type() == ProblemType.INTERNAL_ERROR) {
            LOG.error("A request could not be answered", thrown);
        }
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        Answers.write(answer, problem.type().status(), Problem.MEDIA_TYPE, problem.toJson());
        if (problem.type() == ProblemType.LEDGER_UNAVAILABLE) {
            answer.setHeader("Retry-After", "5");
        } else if (problem.type() == ProblemType.OVERLOADED) {
            answer.setHeader("Retry-After", OverloadGate.RETRY_AFTER);
        } else if (problem.type() == ProblemType.TOO_MANY_REQUESTS) {
            answer.setHeader("Retry-After", "60");
        }
        if (INBOUND.equals(exchange.getFromRouteId())) {
            metrics.refused(problem.type());
        }
    }

    private static Problem problem(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known.problem();
            }
            if (cause instanceof LedgerUnavailableException) {
                return Problem.of(
                        ProblemType.LEDGER_UNAVAILABLE,
                        "The gateway's ledger is full or away. Send the request again later; with an idempotency key that"
                                + " is safe in any case.");
            }
        }
        return Problem.of(
                ProblemType.INTERNAL_ERROR,
                "The gateway could not do this, and the reason is in its log. The request may be sent again with the"
                        + " same idempotency key.");
    }
}
