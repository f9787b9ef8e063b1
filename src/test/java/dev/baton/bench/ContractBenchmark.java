package dev.baton.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.HandoverSchema;
import dev.baton.schema.StrictJson;
import dev.baton.schema.UnreadableJson;
import java.io.IOException;
import java.io.InputStream;

/**
 * Measures what the contract costs per message: strict parsing, then checking against the schema, on one thread. Not a
 * test; run it after {@code mvn test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath} with
 * {@code java -cp target/test-classes:target/classes:$(cat target/classpath) dev.baton.bench.ContractBenchmark}.
 */
public final class ContractBenchmark {

    private static final int ROUNDS = 8;
    private static final int MESSAGES = 50_000;

    private ContractBenchmark() {}

    public static void main(String[] args) throws IOException, UnreadableJson {
        byte[] body = realisticMessage();
        System.out.printf("Java %s, %,d bytes%n", Runtime.version(), body.length);
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            long sum = parse(body);
            long parsed = System.nanoTime();
            sum += check(StrictJson.parse(body));
            long checked = System.nanoTime();
            System.out.printf(
                    "round %d: parse %.1f us, check %.1f us (%d)%n",
                    round, micros(parsed - start), micros(checked - parsed), sum);
        }
    }

    private static long parse(byte[] body) throws UnreadableJson {
        long sum = 0;
        for (int i = 0; i < MESSAGES; i++) {
            sum += StrictJson.parse(body).size();
        }
        return sum;
    }

    private static long check(JsonNode message) {
        long violations = 0;
        for (int i = 0; i < MESSAGES; i++) {
            violations += HandoverSchema.check(message).size();
        }
        return violations;
    }

    private static byte[] realisticMessage() throws IOException {
        try (InputStream resource = ContractBenchmark.class.getResourceAsStream("/handovers/realistic.json")) {
            return resource.readAllBytes();
        }
    }

    private static double micros(long nanos) {
        return nanos / 1_000.0 / MESSAGES;
    }
}
