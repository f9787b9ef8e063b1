package dev.baton.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.delivery.HoursCheck;
import dev.baton.hours.OpeningHours;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.target.Step;
import dev.baton.target.Targets;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/** Tells a bot whether somebody is there for a step, before it promises a person. */
public final class StepQueries {

    private final Supplier<Targets> configuration;
    private final Clock clock;

    public StepQueries(Supplier<Targets> configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /** One step: whether it is open, and until or from when. Who may not use a step does not learn whether there is one. */
    public void one(Exchange exchange) {
        String path = HttpRequests.of(exchange).getRequestURI();
        String name = path.substring(path.lastIndexOf('/') + 1);
        Step step = HttpRequests.rights(exchange).mayStep(name)
                ? configuration.get().steps().get(name)
                : null;
        if (step == null) {
            throw new ProblemException(
                    Problem.of(ProblemType.NOT_FOUND, "There is no step of this name that the client may use."));
        }
        exchange.getMessage().removeHeaders("*");
        Answers.json(exchange.getMessage(), 200, answer(step));
    }

    private ObjectNode answer(Step step) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("step", step.name());
        if (step.hours() == null) {
            return answer.put("open", true);
        }
        Instant now = clock.instant();
        OpeningHours hours = step.hours().opening();
        boolean open = hours.isOpen(now);
        answer.put("open", open);
        (open ? hours.closesAfter(now) : hours.opensAfter(now))
                .ifPresent(at -> answer.put(open ? "closesAt" : HoursCheck.OPENS_AT, at.toString()));
        return answer.put("zone", hours.zone().getId());
    }
}
