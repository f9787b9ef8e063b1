package dev.baton.catalog;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector that never was good harms its own targets only, and says so. */
class BrokenFromTheStartTest {

    @TempDir
    Path home;

    @Test
    void the_gateway_starts_serves_the_others_and_takes_the_connector_in_once_it_is_good() throws Exception {
        WireMockServer vendor =
                new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
        vendor.start();
        vendor.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        DeskFolder desk = new DeskFolder(Files.createDirectories(home.resolve("connectors")));
        desk.write("v1");
        desk.put("open.jslt", "// .\n// Promises: .\n{\"version\": .conversation.channell}\n");
        Files.writeString(home.resolve("key"), "k");
        String targets = "targets:\n  desk: {connector: desk, settings: {url: \"%s\", key: \"${file:%s}\"}}\n"
                        .formatted(vendor.baseUrl(), home.resolve("key"))
                + "steps:\n  support: {text: desk}\n";

        try (GatewayUnderTest gateway =
                GatewayUnderTest.start(home, targets, "--baton.connectors=" + home.resolve("connectors"))) {
            HttpResponse<String> refused = post(gateway, "\"target\": \"desk\"");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(json(refused).path("type").asText()).isEqualTo("urn:baton:problem:target-unusable");
            assertThat(json(refused).path("detail").asText())
                    .startsWith("The target desk cannot be used: its connector desk has errors");
            assertThat(post(gateway, "\"step\": \"support\"").statusCode()).isEqualTo(503);
            assertThat(json(post(gateway, "\"target\": \"log\"")).path("state").asText())
                    .isEqualTo("logged");
            assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            JsonNode report = json(gateway.get("/actuator/connectors"));
            assertThat(report.at("/connectors/desk/state").asText()).isEqualTo("unusable");
            assertThat(report.at("/connectors/desk/refused/errors").size()).isPositive();
            assertThat(report.at("/targets/desk/state").asText()).isEqualTo("unusable");

            desk.write("v2");

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> post(gateway, "\"target\": \"desk\"").statusCode() == 200);
        } finally {
            vendor.stop();
        }
    }

    private static HttpResponse<String> post(GatewayUnderTest gateway, String member) throws Exception {
        return gateway.post(Messages.with(member), "Prefer", "wait=10");
    }
}
