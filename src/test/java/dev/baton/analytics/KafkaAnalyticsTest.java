package dev.baton.analytics;

import static dev.baton.support.GatewayUnderTest.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.KafkaBroker;
import dev.baton.support.Messages;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a broker gets from a gateway. */
@ExtendWith(OutputCaptureExtension.class)
class KafkaAnalyticsTest {
    private static final String TARGETS = "{default: log, steps: {log: {text: log}}}";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path brokerFolder;

    private static KafkaBroker broker;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() throws Exception {
        broker = new KafkaBroker(brokerFolder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void a_broker_that_comes_after_the_gateway_gets_everything_in_order(CapturedOutput output) throws Exception {
        broker.kill();
        try (GatewayUnderTest gateway = start("late", "structured")) {
            List<String> ids = List.of(handOver(gateway), handOver(gateway), handOver(gateway));
            await().atMost(PATIENCE).until(() -> failures(gateway) >= 2);
            assertThat(output.getAll())
                    .containsOnlyOnce("The Kafka topic late cannot be written now")
                    .contains("Kafka at " + broker.address());
            broker.start();

            List<ConsumerRecord<String, String>> records = awaitEvents("late", gateway, ids);

            for (ConsumerRecord<String, String> one : records) {
                assertThat(headers(one))
                        .isEqualTo(Map.of("content-type", "application/cloudevents+json; charset=UTF-8"));
                JsonNode event = json(one.value());
                assertThat(event.path("specversion").asText()).isEqualTo("1.0");
                assertThat(event.path("partitionkey").asText()).isEqualTo(one.key());
                assertThat(event.path("subject").asText()).isEqualTo(one.key());
            }
            await().atMost(PATIENCE).until(() -> output.getAll().contains("The Kafka topic late is written again"));
            assertThat(folder.resolve("data/analytics")).doesNotExist();
        }
    }

    @Test
    void in_binary_mode_the_attributes_are_headers_and_the_value_is_the_data() throws Exception {
        broker.start();
        try (GatewayUnderTest gateway = start("binary", "binary")) {
            String id = handOver(gateway);

            List<ConsumerRecord<String, String>> records = awaitEvents("binary", gateway, List.of(id));

            ConsumerRecord<String, String> first = records.get(0);
            assertThat(headers(first))
                    .containsEntry("content-type", "application/json")
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_id", id + "-1")
                    .containsEntry("ce_type", "dev.baton.handover.requested.v1")
                    .containsEntry("ce_source", "/baton")
                    .containsEntry("ce_subject", id)
                    .containsEntry("ce_partitionkey", id)
                    .containsKey("ce_time")
                    .hasSize(8);
            assertThat(json(first.value()).path("state").asText()).isEqualTo("requested");
            assertThat(json(first.value()).has("specversion")).isFalse();
        }
    }

    @Test
    void a_broker_that_is_killed_gets_what_it_missed_with_the_same_ids() throws Exception {
        broker.start();
        try (GatewayUnderTest gateway = start("killed", "structured")) {
            List<String> ids = new ArrayList<>(List.of(handOver(gateway)));
            awaitEvents("killed", gateway, ids);
            double before = failures(gateway);
            for (int i = 0; i < 20; i++) {
                ids.add(handOver(gateway));
                if (i == 3) {
                    broker.kill();
                }
            }
            await().atMost(PATIENCE).until(() -> failures(gateway) > before);
            broker.start();

            awaitEvents("killed", gateway, ids);
        }
    }

    private GatewayUnderTest start(String topic, String mode) throws IOException {
        return GatewayUnderTest.start(
                Files.createDirectories(folder),
                TARGETS,
                "--baton.analytics.kafka.bootstrap-servers=" + broker.address(),
                "--baton.analytics.kafka.topic=" + topic,
                "--baton.analytics.kafka.mode=" + mode);
    }

    private static String handOver(GatewayUnderTest gateway) throws Exception {
        var answer = gateway.post(Messages.minimal(), "Prefer", "wait=5");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return json(answer).path("id").asText();
    }

    private static double failures(GatewayUnderTest gateway) {
        return gateway.bean(MeterRegistry.class)
                .counter("handover.analytics.failures")
                .count();
    }

    /** The ids of each handover's history, in its order, are what the topic has, apart from what came twice. */
    private static List<ConsumerRecord<String, String>> awaitEvents(
            String topic, GatewayUnderTest gateway, List<String> handovers) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            records.clear();
            records.addAll(broker.read(topic));
            Map<String, Set<String>> told = new HashMap<>();
            for (ConsumerRecord<String, String> one : records) {
                told.computeIfAbsent(one.key(), key -> new LinkedHashSet<>()).add(id(one));
            }
            for (String handover : handovers) {
                List<String> history = new ArrayList<>();
                json(gateway.get("/handovers/" + handover))
                        .path("history")
                        .forEach(event -> history.add(event.path("id").asText()));
                assertThat(told.get(handover))
                        .containsExactlyElementsOf(history)
                        .hasSizeGreaterThan(2);
            }
            assertThat(told).hasSameSizeAs(handovers);
        });
        return records;
    }

    private static String id(ConsumerRecord<String, String> one) throws IOException {
        String header = headers(one).get("ce_id");
        return header == null ? json(one.value()).path("id").asText() : header;
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> one) {
        Map<String, String> headers = new HashMap<>();
        one.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
