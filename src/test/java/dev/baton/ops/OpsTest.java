package dev.baton.ops;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxTargets;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.ShippedConnectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus watches a real gateway whose desks take, refuse and stay away: everybody sees what they look for. */
class OpsTest {

    private static final Pattern METRIC =
            Pattern.compile("\\b(?:handover|resilience4j|camel|jvm|process|disk|logback)_[a-z_]+");

    private static final String ASKED =
            """
            connector: "genesys"
                availability: ask
                settings:
                  queueId: "22222222-2222-4222-8222-222222222222"
            """;

    @TempDir
    static Path folder;

    private static SimulatedDesk desk;
    private static GatewayUnderTest gateway;
    private static Prometheus prometheus;

    @BeforeAll
    static void start() throws Exception {
        Commands.require("prometheus", "prometheus");
        desk = SimulatedDesk.start(0);
        String targets = Files.readString(SandboxTargets.write(folder, ShippedConnectors.all(), desk))
                .replace("connector: \"genesys\"\n    settings:\n", ASKED);
        answers("marketplace", 403);
        answers("msc-text", 503);
        gateway = GatewayUnderTest.start(
                folder,
                targets,
                "--baton.management.key-sha256=" + Prometheus.KEY_SHA256,
                "--baton.delivery.breaker.enabled=true");
        desk.callBack("http://127.0.0.1:" + gateway.port());
        prometheus = Prometheus.watching(gateway.port(), folder);
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (gateway != null) {
            gateway.close();
        }
        if (desk != null) {
            desk.close();
        }
    }

    @Test
    void every_query_of_the_dashboard_returns_data() throws Exception {
        var queries = Dashboard.read().queries();

        assertThat(queries).hasSizeGreaterThan(20);
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
            handOver();
            for (var query : queries.entrySet()) {
                assertThat(prometheus.query(query.getValue()))
                        .as(query.toString())
                        .isNotEmpty();
            }
        });
    }

    @Test
    void every_alert_is_evaluated_without_an_error() {
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
            List<JsonNode> alerts = prometheus.get("/api/v1/rules").findParents("health");

            assertThat(alerts).hasSizeGreaterThan(10);
            assertThat(alerts)
                    .allSatisfy(alert -> assertThat(alert.path("health").asText())
                            .as("%s: %s", alert.path("name"), alert.path("lastError"))
                            .isEqualTo("ok"));
        });
    }

    @Test
    void every_metric_that_dashboard_and_alerts_name_is_there() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Path file : List.of(Dashboard.FILE, Prometheus.ALERTS)) {
            METRIC.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .forEach(named::add);
        }

        assertThat(named).hasSizeGreaterThan(20);
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
            handOver();
            assertThat(prometheus.get("/api/v1/label/__name__/values").toString())
                    .contains(named.stream().map(name -> '"' + name + '"').toList());
        });
    }

    @Test
    void an_alert_tells_that_a_target_refuses() {
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
            handOver();
            assertThat(prometheus.query("ALERTS{alertname='BatonTargetRefuses', alertstate='firing'}"))
                    .extracting(alert -> alert.path("metric").path("target").asText())
                    .containsExactly("marketplace");
        });
    }

    /** One conversation for a desk that takes it, one that tells more, one that refuses, one that is away. */
    private static void handOver() throws Exception {
        for (String target : List.of("genesys", "servicenow", "marketplace", "msc-text")) {
            gateway.post(Messages.to(target, "c-" + UUID.randomUUID()), "Prefer", "wait=5");
        }
    }

    private static void answers(String connector, int status) {
        desk.server()
                .stubFor(any(urlPathMatching("/" + connector + "/.*"))
                        .willReturn(aResponse().withStatus(status)));
    }
}
