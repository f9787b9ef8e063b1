package dev.baton.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.problem.StartRefusedException;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Which settings for Kafka are taken, and what is said of the others. */
@ExtendWith(OutputCaptureExtension.class)
class AnalyticsKafkaSettingsTest {
    private static final String TARGETS = "{default: log, steps: {log: {text: log}}}";
    private static final String PREFIX = "baton.analytics.kafka.";
    private static final String SECRET = "canary-8d1f";
    private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " username=\"baton\" password=\"" + SECRET + "\";";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootstrap-servers | broker | found 'broker', expected host:port",
                "bootstrap-servers | a:9092,,b:9092 | found '', expected host:port",
                "bootstrap-servers | a:99999 | found 'a:99999', expected host:port",
                "topic | a/b | topic=a/b: expected up to 249 letters",
                "topic | .. | topic=..: expected up to 249 letters",
                "mode | json | mode=json: expected structured or binary",
                "properties.acks | 0 | properties.acks cannot be set: that nothing is lost rests on",
                "properties.bootstrap.servers | a:1 | cannot be set: say baton.analytics.kafka.bootstrap-servers",
                "properties.sasl.mechansim | PLAIN | properties.sasl.mechansim is no setting of Kafka's producer",
                "properties.compression.type | zstd | compression.type=zstd: expected none or gzip",
                "properties.batch.size | many | properties.*: Kafka's client cannot use them: Invalid value many",
                "properties.security.protocol | TLS | properties.*: Kafka's client cannot use them: Invalid value",
            })
    void a_setting_that_would_not_do_is_refused(String name, String value, String message) {
        assertThatThrownBy(() -> open(Map.of(name, value)))
                .hasStackTraceContaining(StartRefusedException.class.getSimpleName())
                .hasStackTraceContaining(message);
    }

    @Test
    void a_topic_without_a_broker_is_refused() {
        assertThatThrownBy(() -> AnalyticsKafkaSettings.bound(Map.of(PREFIX + "topic", "handovers")))
                .hasStackTraceContaining("baton.analytics.kafka.bootstrap-servers is missing");
    }

    @Test
    void without_any_setting_there_is_no_kafka() {
        assertThat(AnalyticsKafkaSettings.bound(Map.of()).wanted()).isFalse();
    }

    @Test
    void a_missing_key_store_is_refused() {
        assertThatThrownBy(() -> open(Map.of(
                        "properties.security.protocol",
                        "SSL",
                        "properties.ssl.truststore.location",
                        "/nowhere/trust.p12",
                        "properties.ssl.truststore.password",
                        SECRET)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("/nowhere/trust.p12")
                .satisfies(e -> assertThat(e).hasNoCause());
    }

    @Test
    void a_login_that_cannot_be_read_is_refused_without_showing_it() {
        for (String login : new String[] {SECRET, JAAS.replace(";", ""), JAAS.replace("required", SECRET)}) {
            assertThatThrownBy(() -> open(login(login)))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("baton.analytics.kafka.properties.*")
                    .satisfies(e -> assertThat(e).hasNoCause())
                    .message()
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void a_cluster_whose_name_is_not_known_yet_is_only_away() {
        assertThatCode(() -> open(Map.of("bootstrap-servers", "kafka.invalid:9092")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_gateway_says_why_it_does_not_start(@TempDir Path folder) {
        assertThatThrownBy(() -> GatewayUnderTest.start(
                                folder, TARGETS, "--" + PREFIX + "bootstrap-servers=broker", "--logging.level.root=off")
                        .close())
                .hasStackTraceContaining("StartRefusedException")
                .hasStackTraceContaining("found 'broker', expected host:port");
    }

    @Test
    void passwords_are_in_no_log_even_where_kafka_logs_everything(@TempDir Path folder, CapturedOutput output)
            throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                folder,
                TARGETS,
                "--" + PREFIX + "bootstrap-servers=127.0.0.1:" + closedPort(),
                "--" + PREFIX + "properties.security.protocol=SASL_PLAINTEXT",
                "--" + PREFIX + "properties.sasl.mechanism=PLAIN",
                "--" + PREFIX + "properties.sasl.jaas.config=" + JAAS,
                "--logging.level.org.apache.kafka=debug")) {
            gateway.post(Messages.minimal(), "Prefer", "wait=5");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.bean(MeterRegistry.class)
                                    .counter("handover.analytics.failures")
                                    .count()
                            > 0);
        }
        assertThat(output.getAll())
                .contains("sasl.jaas.config = [hidden]", "cannot be written now")
                .doesNotContain(SECRET);
    }

    private static Map<String, String> login(String jaas) {
        return Map.of(
                "properties.security.protocol", "SASL_PLAINTEXT",
                "properties.sasl.mechanism", "PLAIN",
                "properties.sasl.jaas.config", jaas);
    }

    private static void open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(PREFIX + "bootstrap-servers", "127.0.0.1:" + closedPort()));
        settings.forEach((name, value) -> all.put(PREFIX + name, value));
        AnalyticsKafkaSettings.tryOut(all);
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
