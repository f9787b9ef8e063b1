package dev.baton.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Example;
import dev.baton.target.TargetDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Shows what a delivery would send. Secrets are masked before anything is built, so that none can slip out, and the
 * vendor's part is played by the connector's own examples. One rehearsal at a time.
 */
public final class Rehearsal {

    private static final String MASK = "***";

    private final ReentrantLock stage = new ReentrantLock();

    public Trial.Result run(DeliveryScope delivery) {
        Connector connector = delivery.target().connector();
        TargetDefinition masked = delivery.target()
                .definition()
                .withSecrets(delivery.target().definition().secrets().keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), name -> MASK)));
        DeliveryScope rehearsed = DeliveryScope.trial(
                new ActiveTarget(masked, connector),
                delivery.handoverId(),
                delivery.handover(),
                delivery.settings(),
                delivery.now());
        stage.lock();
        try (Trial trial = new Trial(rehearsed.target())) {
            Trial.Result result = trial.run(rehearsed, answers(connector, masked.given()));
            return new Trial.Result(
                    result.calls().stream().map(Rehearsal::masked).toList(),
                    result.receipt(),
                    result.failure(),
                    result.notes());
        } finally {
            stage.unlock();
        }
    }

    /** What the vendor answers when all goes well. */
    private static List<JsonNode> answers(Connector connector, Set<String> given) {
        return connector
                .model(given)
                .map(example ->
                        example.exchange().stream().map(Example.Call::response).toList())
                .orElse(List.of());
    }

    /** Credentials are made of masked secrets already; shown whole they would only look like real ones. */
    private static RecordedCall masked(RecordedCall call) {
        SortedMap<String, String> headers = new TreeMap<>(call.headers());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().toLowerCase(Locale.ROOT).equals("authorization")) {
                header.setValue(
                        header.getValue().contains(" ") ? header.getValue().replaceFirst("(?s) .*", " " + MASK) : MASK);
            }
        }
        return new RecordedCall(call.method(), call.url(), headers, call.body());
    }
}
