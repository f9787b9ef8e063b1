package dev.baton.inbound;

import dev.baton.callback.CallbackRules;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Refuses a handover whose callback could never be made, while the bot is still there to be told. */
public final class CallbackCheck implements Processor {

    private final CallbackRules rules;

    public CallbackCheck(CallbackRules rules) {
        this.rules = rules;
    }

    @Override
    public void process(Exchange exchange) {
        HandoverRequest request = exchange.getMessage().getBody(HandoverRequest.class);
        rules.refusal(request.client(), request.message()).ifPresent(violation -> {
            throw new ProblemException(Problem.invalid(
                    ProblemType.CALLBACK_REFUSED, request.places().apply(List.of(violation))));
        });
    }
}
