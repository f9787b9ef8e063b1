package dev.baton.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Example;
import dev.baton.support.ShippedConnectors;
import dev.baton.target.TargetDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Deliveries to a shipped connector that has the settings, and meets the answers, of its model example. */
final class ModelDelivery implements AutoCloseable {

    static final String HANDOVER_ID = "01JD0000000000000000000000";
    static final Instant NOW = Instant.parse("2026-01-05T09:30:00Z");

    private final Connector connector;
    private final Example model;
    private final ActiveTarget target;
    private final Trial trial;

    ModelDelivery(String id) {
        connector = ShippedConnectors.get(id);
        model = connector.model().orElseThrow();
        target = new ActiveTarget(TargetDefinition.of("example", connector.form(), model.settings()), connector);
        trial = new Trial(target);
    }

    /** Those that call anybody over HTTP. */
    static Stream<String> callers() {
        return ShippedConnectors.overHttp().map(Connector::id);
    }

    Connector connector() {
        return connector;
    }

    Example model() {
        return model;
    }

    /** The answers of the model, in their order. */
    List<JsonNode> answers() {
        return model.exchange().stream().map(Example.Call::response).toList();
    }

    /** Which of the model's calls asks for a token with a form; -1 when none does. */
    int tokenCall() {
        return model.exchange().stream()
                .map(call -> call.request().has("form"))
                .toList()
                .indexOf(true);
    }

    /** Whether a second try would make again what an earlier call has made, as the Kamelet says. */
    boolean isAfterCreation(int call) {
        int calls = 0;
        for (JsonNode step : connector.kamelet().texts().at("/spec/template/from/steps")) {
            JsonNode to = step.path("to");
            if (to.path("parameters").path("into").asText().equals("created")) {
                return call >= calls && !connector.idempotent();
            }
            if (!to.path("uri").asText().matches("(jslt|secret|sign):.*")) {
                calls++;
            }
        }
        return false;
    }

    Trial.Result deliver(ObjectNode handover) {
        return deliver(handover, answers());
    }

    Trial.Result deliver(ObjectNode handover, List<JsonNode> answers) {
        return deliver(handover, answers, HANDOVER_ID, NOW);
    }

    Trial.Result deliver(ObjectNode handover, List<JsonNode> answers, String id, Instant now) {
        return trial.run(
                DeliveryScope.trial(target, id, handover, target.definition().settings(), now), answers);
    }

    /** Every text in what was sent: members of the bodies, and the bodies whole where they are no JSON. */
    static List<String> texts(Trial.Result result) {
        List<String> texts = new ArrayList<>();
        result.calls().forEach(call -> collect(call.isForm() ? call.form() : call.json(), texts));
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        for (Iterator<Map.Entry<String, JsonNode>> members = node.fields(); members.hasNext(); ) {
            collect(members.next().getValue(), texts);
        }
        if (node.isArray()) {
            node.forEach(item -> collect(item, texts));
        }
    }

    @Override
    public void close() {
        trial.close();
    }
}
