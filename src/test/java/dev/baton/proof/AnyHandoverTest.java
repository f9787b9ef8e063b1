package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the contract lets a bot send, every connector makes of it calls that its vendor takes. What a vendor takes is
 * in {@code src/test/resources/vendors}. For more handovers than usual: {@code -Dbaton.handovers=1000}, for others
 * {@code -Dbaton.handovers.seed=…}; a failure names the seed of its handover.
 *
 * <p>Behaviour 41.
 */
class AnyHandoverTest {

    private static final int HANDOVERS = Integer.getInteger("baton.handovers", 60);
    private static final long SEED = Long.getLong("baton.handovers.seed", 1);
    private static final List<String> WIDEST = List.of("😀", "\u0001", "\"", "日", "👨‍👩‍👧");
    private static final int MOST_BYTES = 1024 * 1024;

    @ParameterizedTest
    @MethodSource("connectors")
    void everyCallIsWhatTheVendorDocuments(String id) {
        Connector connector = ShippedConnectors.get(id);
        VendorContract contract = VendorContract.of(id);
        List<Stage> stages = Stage.of(connector);
        for (long seed = SEED; seed < SEED + HANDOVERS; seed++) {
            Stage stage = stages.get((int) (seed % stages.size()));
            List<String> wrong = wrong(stage, contract, handover(seed, connector));
            assertThat(wrong)
                    .as("%s, handover of -Dbaton.handovers.seed=%d", id, seed)
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
            for (String widest : WIDEST) {
                ObjectNode handover = worst(widest, connector);
                assertThat(wrong(stage, contract, handover))
                        .as(id + " full of " + widest)
                        .isEmpty();
            }
            stage.close();
        }
    }

    @Test
    void theHandoversAreThoseOfTheContract() {
        for (long seed = SEED; seed < SEED + HANDOVERS; seed++) {
            assertThat(HandoverSchema.check(read(handover(seed))))
                    .as("seed %d", seed)
                    .isEmpty();
        }
        for (String widest : WIDEST) {
            assertThat(HandoverSchema.check(worst(widest, ShippedConnectors.get("genesys"))))
                    .isEmpty();
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
            if (stage.hosts().stream().noneMatch(declared -> isAt(host, declared))) {
                wrong.add(call.url() + " is at none of " + stage.hosts());
            }
            if ((call.url() + open(call) + result.receipt() + result.notes()).contains(Stage.CANARY)) {
                wrong.add(call.url() + ": a secret is where no secret belongs");
            }
            for (Map.Entry<String, String> header : call.headers().entrySet()) {
                if (!header.getValue().matches("[ -~]*")) {
                    wrong.add(call.url() + ": header " + header.getKey() + " has more than printable characters");
                }
            }
        }
        return wrong;
    }

    private static boolean isAt(String host, String declared) {
        return declared.startsWith("*.") ? host.endsWith(declared.substring(1)) : host.equals(declared);
    }

    /** The body without what OAuth 2.0 (RFC 6749 section 2.3.1) has for a secret when it is in no header. */
    private static String open(RecordedCall call) {
        return call.isForm() ? call.form().remove(List.of("client_secret")).toString() : call.body();
    }

    /** A small one for every fifth, one as large as can be for every fifteenth. */
    private static ObjectNode handover(long seed) {
        ObjectNode handover = new AnyHandover(seed, seed % 15 == 14 ? 2 : seed % 5 == 0 ? 0 : 1).next();
        while (JsonBytes.write(handover).length > MOST_BYTES) {
            ArrayNode transcript = handover.withArray("/transcript");
            for (int half = (transcript.size() + 1) / 2; half > 0; half--) {
                transcript.remove(0);
            }
            if (transcript.isEmpty()) {
                handover.remove(List.of("context", "extensions", "actions", "settings", "customer", "voice"));
            }
        }
        return handover;
    }

    private static ObjectNode handover(long seed, Connector connector) {
        ObjectNode handover = handover(seed);
        List<Channel> channels = connector.channels().stream().sorted().toList();
        handover.withObject("/conversation")
                .put("channel", channels.get((int) (seed % channels.size())).wireName());
        complete(handover, connector);
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
            return (ObjectNode) StrictJson.parse(JsonBytes.write(handover));
        } catch (UnreadableJson e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode worst(String widest, Connector connector) {
        Channel channel = connector.channels().iterator().next();
        ObjectNode handover = WorstHandover.of(widest, channel);
        complete(handover, connector);
        return read(handover);
    }

    static Stream<String> connectors() {
        return ShippedConnectors.overHttp().map(Connector::id);
    }
}
