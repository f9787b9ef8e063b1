package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.baton.catalog.Catalog;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.EventAuthentication;
import dev.baton.connector.Understood;
import dev.baton.connector.VendorEvent;
import dev.baton.connector.VendorEvents;
import dev.baton.delivery.EventRecorder;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** What targets say of their own accord, at {@code POST /targets/<name>/events}. */
public final class TargetEvents {

    /** The exchange property with the {@link ActiveTarget} that has shown its secret. */
    private static final String TARGET = "batonEventTarget";

    private final Catalog catalog;
    private final EventRecorder recorder;
    private final Clock clock;

    public TargetEvents(Catalog catalog, EventRecorder recorder, Clock clock) {
        this.catalog = catalog;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** Lets nobody in but the target; a stranger does not learn what would have been right. */
    public void admit(Exchange exchange) {
        HttpServletRequest request = HttpRequests.of(exchange);
        ActiveTarget target = target(request.getRequestURI())
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "No target of this gateway takes events here.")));
        EventAuthentication authentication = authentication(target).orElseThrow();
        String secret = target.secret(authentication.secret());
        if (!authentication.admits(
                secret, HttpRequests.body(exchange), EventRequest.presented(request, authentication))) {
            recorder.count(target, "refused");
            throw new ProblemException(Problem.of(ProblemType.EVENT_REFUSED, "Nothing was done."));
        }
        exchange.setProperty(TARGET, target);
    }

    /** An event that cannot be understood is no reason for the vendor to give up on the conversation. */
    public void map(Exchange exchange) {
        ActiveTarget target = exchange.getProperty(TARGET, ActiveTarget.class);
        JsonNode request = EventRequest.json(
                HttpRequests.of(exchange),
                HttpRequests.body(exchange),
                authentication(target).orElseThrow());
        Understood understood =
                Understood.of(events(target).orElseThrow(), request, target.definition().settings(), clock.instant());
        if (!understood.problem().isEmpty()) {
            recorder.notUnderstood(target, understood.problem());
        }
        exchange.getMessage().setBody(understood.events());
    }

    /** Answers when all of it is on disk. */
    @SuppressWarnings("unchecked")
    public void record(Exchange exchange) {
        ActiveTarget target = exchange.getProperty(TARGET, ActiveTarget.class);
        recorder.record(target, (List<VendorEvent>) exchange.getMessage().getBody());
        exchange.getMessage().removeHeaders("*");
        Answers.json(exchange.getMessage(), 200, JsonNodeFactory.instance.objectNode());
    }

    private Optional<ActiveTarget> target(String path) {
        String name = path.replaceFirst("^/targets/", "").replaceFirst("/events$", "");
        return catalog.find(name).filter(target -> authentication(target)
                .flatMap(found -> target.secretIfSet(found.secret()))
                .isPresent());
    }

    private static Optional<EventAuthentication> authentication(ActiveTarget target) {
        return events(target).map(VendorEvents::authentication);
    }

    private static Optional<VendorEvents> events(ActiveTarget target) {
        return Optional.ofNullable(target.connector().events());
    }
}
