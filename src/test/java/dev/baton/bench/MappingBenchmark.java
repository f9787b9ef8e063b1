package dev.baton.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.mapping.Mapping;
import dev.baton.mapping.MappingNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Microseconds per Genesys mapping of a handover of about 2.2 KB, on one thread:
 * {@code mvn -q test-compile exec:java -Dexec.mainClass=dev.baton.bench.MappingBenchmark -Dexec.classpathScope=test}.
 */
public final class MappingBenchmark {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = 8;
    private static final int PER_ROUND = 50_000;

    private MappingBenchmark() {}

    public static void main(String[] args) throws IOException {
        String source = Files.readString(Path.of("connectors/genesys/open.jslt"));
        Mapping mapping = Mapping.compile("open.jslt", source, name -> Optional.empty());
        ObjectNode handover = handover();
        Map<String, JsonNode> variables = Map.of(
                "handover",
                handover,
                "settings",
                JSON.createObjectNode().put("textLimit", 4096),
                "handoverId",
                new TextNode("01KAHANDOVER00000000000000"),
                "now",
                new TextNode("2026-11-21T10:00:00Z"));
        System.out.println("handover: " + JSON.writeValueAsBytes(handover).length + " bytes, body: "
                + JSON.writeValueAsBytes(mapping.apply(handover, variables)).length + " bytes");
        for (int round = 1; round <= ROUNDS; round++) {
            System.out.printf("round %d: %.2f µs per mapping%n", round, microseconds(mapping, handover, variables));
        }
    }

    private static double microseconds(Mapping mapping, JsonNode handover, Map<String, JsonNode> variables) {
        long members = 0;
        long start = System.nanoTime();
        for (int i = 0; i < PER_ROUND; i++) {
            try (MappingNotes notes = MappingNotes.open()) {
                members +=
                        mapping.apply(handover, variables).size() + notes.list().size();
            }
        }
        long nanos = System.nanoTime() - start;
        if (members != 2L * PER_ROUND) {
            throw new IllegalStateException("The mapping gave another result than expected.");
        }
        return nanos / 1_000.0 / PER_ROUND;
    }

    private static ObjectNode handover() {
        ObjectNode handover = JSON.createObjectNode();
        handover.putObject("source").put("platform", "halo").put("botId", "support");
        handover.putObject("conversation")
                .put("id", "c-4711")
                .put("channel", "text")
                .put("language", "nl-NL");
        handover.putObject("customer")
                .put("id", "cu-7")
                .put("name", "Ada Byron")
                .put("email", "ada@example.org")
                .put("phone", "+31612345678");
        handover.putObject("reason").put("code", "unresolved").put("detail", "The customer wants a refund.");
        handover.putObject("summary")
                .put("text", "Order A-1001 arrived broken; the customer wants the money back. ".repeat(3));
        for (int i = 0; i < 12; i++) {
            ObjectNode message = handover.withArray("transcript").addObject();
            message.put("at", "2026-11-21T09:5" + i % 10 + ":00Z");
            message.putObject("author").put("role", i % 2 == 0 ? "customer" : "bot");
            message.put("text", "This is message number " + i + " of a conversation about a broken parcel.");
        }
        ObjectNode context = handover.putObject("context");
        context.put("orderId", "A-1001").put("total", 12.5).put("vip", true);
        context.putObject("address").put("city", "Breda").put("country", "NL");
        return handover;
    }
}
