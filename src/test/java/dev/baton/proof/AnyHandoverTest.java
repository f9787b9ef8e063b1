package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.Connector;
import dev.baton.handover.Channel;
import dev.baton.handover.HandoverSchema;
import dev.baton.mapping.JsonBytes;
import dev.baton.schema.StrictJson;
import dev.baton.schema.UnreadableJson;
import dev.baton.support.ShippedConnectors;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the contract lets a bot send, every connector makes of it calls that its vendor takes. What a vendor takes is
 * in {@code src/test/resources/vendors}. For more handovers than usual: {@code -Dbaton.handovers=1000}, for others
 * {@code -Dbaton.handovers.seed=…}; a failure names the seed of its handover.
 */
class AnyHandoverTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HANDOVERS = Integer.getInteger("baton.handovers", 60);
    private static final long SEED = Long.getLong("baton.handovers.seed", 1);
    private static final int MOST_BYTES = 1024 * 1024;

    @ParameterizedTest
    @MethodSource("connectors")
    void everyCallIsWhatTheVendorDocuments(String id) {
        Connector connector = ShippedConnectors.get(id);
        VendorContract contract = VendorContract.of(id);
        List<Stage> stages = Stage.of(connector);
        for (int i = 0; i < HANDOVERS; i++) {
            // Every fifth is small, every fifteenth as large as can be.
            int size = i % 15 == 14 ? 2 : i % 5 == 0 ? 0 : 1;
            ObjectNode handover = handover(SEED + i, size, connector);
            List<String> wrong = wrong(stages.get(i % stages.size()), contract, handover);
            assertThat(wrong)
                    .as("%s, handover of -Dbaton.handovers.seed=%d", id, SEED + i)
                    .isEmpty();
        }
        stages.forEach(Stage::close);
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void theLargestTextsOfTheWidestCharactersAreNoExcuse(String id) {
        Connector connector = ShippedConnectors.get(id);
        VendorContract contract = VendorContract.of(id);
        for (Stage stage : Stage.of(connector)) {
            for (String widest : List.of("😀", "\u0001", "\"", "日", "👨‍👩‍👧")) {
                ObjectNode handover = worst(widest, connector);
                assertThat(wrong(stage, contract, handover))
                        .as(id + " full of " + widest)
                        .isEmpty();
            }
            stage.close();
        }
    }

    private static List<String> wrong(Stage stage, VendorContract contract, ObjectNode handover) {
        Trial.Result result = stage.deliver(handover);
        List<String> wrong = new ArrayList<>();
        if (result.failure() != null) {
            wrong.add("failed: " + result.failure().reason());
        }
        for (RecordedCall call : result.calls()) {
            wrong.addAll(contract.wrong(call));
            String host = URI.create(call.url()).getHost();
            if (!stage.hosts().contains(host)) {
                wrong.add(call.url() + " is at none of " + stage.hosts());
            }
            if ((call.url() + call.body() + result.receipt() + result.notes()).contains(Stage.CANARY)) {
                wrong.add(call.url() + ": a secret is not in a header only");
            }
            for (Map.Entry<String, String> header : call.headers().entrySet()) {
                if (!header.getValue().matches("[ -~]*")) {
                    wrong.add(call.url() + ": header " + header.getKey() + " has more than printable characters");
                }
            }
        }
        return wrong;
    }

    private static ObjectNode handover(long seed, int size, Connector connector) {
        ObjectNode handover = new AnyHandover(seed, size).next();
        List<Channel> channels = connector.channels().stream().sorted().toList();
        handover.withObject("/conversation")
                .put("channel", channels.get((int) (seed % channels.size())).wireName());
        complete(handover, connector);
        while (JsonBytes.write(handover).length > MOST_BYTES) {
            ArrayNode transcript = handover.withArray("/transcript");
            if (transcript.isEmpty()) {
                handover.remove(List.of("context", "extensions", "actions", "settings"));
            }
            for (int i = transcript.size() / 2; i > 0 || !transcript.isEmpty() && i == 0; i--) {
                transcript.remove(0);
            }
        }
        return read(handover);
    }

    /** What the connector cannot do without. */
    private static void complete(ObjectNode handover, Connector connector) {
        Map<String, String> known = Map.of(
                "customer.name",
                "Ada",
                "customer.email",
                "ada@example.org",
                "customer.phone",
                "+31612345678",
                "voice.callId",
                "call-1");
        for (String path : connector.requires()) {
            String pointer = "/" + path.replace('.', '/');
            if (handover.at(pointer).asText().isBlank()) {
                int last = pointer.lastIndexOf('/');
                handover.withObject(pointer.substring(0, last))
                        .put(pointer.substring(last + 1), known.getOrDefault(path, "x"));
            }
        }
    }

    /** As the gateway reads it, which is when it is a handover at all. */
    private static ObjectNode read(ObjectNode handover) {
        try {
            ObjectNode read = (ObjectNode) StrictJson.parse(JsonBytes.write(handover));
            assertThat(HandoverSchema.check(read)).isEmpty();
            return read;
        } catch (UnreadableJson e) {
            throw new AssertionError(e);
        }
    }

    /** Every text as long as the contract has it, or as the message may be: a megabyte in all. */
    private static ObjectNode worst(String widest, Connector connector) {
        String label = widest.charAt(0) < ' ' ? "x".repeat(256) : filled(widest, 256);
        ObjectNode handover = JSON.createObjectNode();
        handover.putObject("source").put("platform", label).put("botId", label).put("botName", label);
        handover.putObject("conversation")
                .put("id", label)
                .put("channel", connector.channels().iterator().next().wireName());
        handover.putObject("customer").put("id", label).put("name", filled(widest, 256));
        handover.putObject("reason")
                .put("code", "other")
                .put("detail", filled(widest, 2_000))
                .put("lastUtterance", filled(widest, 10_000))
                .put("intent", label)
                .put("sentiment", label);
        handover.putObject("summary").put("text", filled(widest, 10_000));
        ObjectNode routing = handover.putObject("routing").put("queue", label).put("priority", "urgent");
        routing.put("webstoreReferrer", filled(widest, 2_048)).put("profile", label);
        for (int i = 0; i < 50; i++) {
            routing.withArray("/skills").add(label);
            routing.withArray("/keywords").add(label);
        }
        for (int i = 0; i < 200; i++) {
            handover.withObject("/context").put(i + "-" + filled(widest, 100), filled(widest, 600));
        }
        for (int i = 0; i < 500; i++) {
            handover.withArray("/transcript")
                    .addObject()
                    .put("text", i < 490 ? "line" : filled(widest, 10_000))
                    .putObject("author")
                    .put("role", "customer")
                    .put("name", label);
        }
        complete(handover, connector);
        return read(handover);
    }

    private static String filled(String piece, int length) {
        return piece.repeat(length / piece.length());
    }

    static Stream<String> connectors() {
        return ShippedConnectors.all().stream().map(Connector::id);
    }
}
