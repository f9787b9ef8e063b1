package dev.baton.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.catalog.Catalog;
import dev.baton.catalog.LiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Operation;
import dev.baton.handover.Failure;
import dev.baton.handover.Handover;
import dev.baton.mapping.MappingNotes;
import dev.baton.security.Redactor;
import dev.baton.vendor.Failures;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls a target for a task, as deliveries do for handovers, and tells what went wrong without any secret. */
final class TargetCalls {

    private final Catalog catalog;
    private final Clock clock;

    TargetCalls(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Whether the target is there and can do this. */
    boolean can(String target, Operation operation) {
        return catalog.find(target)
                .filter(found -> found.connector().operations().containsKey(operation))
                .isPresent();
    }

    /** Whether what the target makes is a record that somebody has to see to. */
    boolean isTask(String target) {
        return catalog.find(target).filter(found -> found.connector().isTask()).isPresent();
    }

    /** Does something with what a handover made at a target. */
    void operate(String target, Operation operation, Handover handover, ObjectNode order) throws ActionFailedException {
        with(target, live -> {
            if (!live.can(operation)) {
                throw ActionFailedException.refused(
                        target, "unsupported", "The target's connector cannot do this: " + operation.word());
            }
            live.operate(operation, handover.id(), handover.message(), order, clock.instant());
            return order;
        });
    }

    /**
     * Gives a target a handover that is a record of a task.
     *
     * @param id the record's, the same for every try
     * @return what the target calls it
     */
    JsonNode record(String target, String id, ObjectNode message) throws ActionFailedException {
        return with(target, live -> {
            List<String> missing = live.target().connector().missingIn(message);
            if (!missing.isEmpty()) {
                throw ActionFailedException.refused(
                        target, "missing_member", "The target cannot do without " + String.join(", ", missing));
            }
            JsonNode settings = live.target().definition().settings();
            return live.call(new DeliveryScope(live.target(), id, null, message, settings, clock.instant()))
                    .path("externalRefs");
        });
    }

    private interface Call {
        JsonNode make(LiveTarget live) throws Exception;
    }

    private JsonNode with(String target, Call call) throws ActionFailedException {
        Optional<LiveTarget> entered = catalog.enter(target);
        if (entered.isEmpty()) {
            throw ActionFailedException.away(target, "target_unusable", "The target cannot be used now", null);
        }
        LiveTarget live = entered.get();
        try (MappingNotes notes = MappingNotes.open()) {
            return call.make(live);
        } catch (ActionFailedException e) {
            throw e;
        } catch (Exception e) {
            // What may have arrived is sent again: a record twice is better than none.
            throw new ActionFailedException(target, shown(live, Failures.classify(e, true)));
        } finally {
            live.leave();
        }
    }

    /** A vendor may repeat in its answer whatever it was sent. */
    private static Failure shown(LiveTarget live, Failure failure) {
        List<String> secrets =
                new ArrayList<>(live.target().definition().secrets().values());
        secrets.addAll(live.tokens());
        return new Failure(
                failure.failureClass(),
                failure.code(),
                new Redactor(secrets).redact(failure.reason()),
                failure.retryAfter());
    }
}
