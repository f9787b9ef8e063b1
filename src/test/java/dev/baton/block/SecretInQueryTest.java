package dev.baton.block;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A secret that a vendor takes in the query only. */
@ExtendWith(OutputCaptureExtension.class)
class SecretInQueryTest {

    private static final String SECRET = "canary-presence-key-88e1";

    @Test
    void itReachesTheVendorAndNoLogAndNoAnswer(@TempDir Path folder, CapturedOutput output) throws Exception {
        WireMockServer vendor =
                new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
        vendor.start();
        vendor.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        vendor.stubFor(any(urlPathEqualTo("/api/v1"))
                .willReturn(aResponse().withStatus(400).withBody("no such key")));
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        String url = "http://127.0.0.1:" + vendor.port();
        String targets =
                """
                targets:
                  msc:
                    connector: msc-text
                    availability: ask
                    settings:
                      accountId: 7d0c0d5e-0000-4000-8000-0000000000aa
                      productToken: ${file:%s}
                      presenceKey: ${file:%s}
                      messagingAdapterId: aaaaaaaa-0000-4000-8000-000000000001
                      botAdapterId: bbbbbbbb-0000-4000-8000-000000000002
                      apiUrl: %s
                      presenceUrl: %s
                """
                        .formatted(secret, secret, url, url);
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                folder,
                targets,
                "--logging.level.org.apache.camel=debug",
                "--logging.level.dev.baton=debug",
                "--logging.level.handover=debug")) {
            String answer =
                    gateway.post(Messages.to("msc", "c-1"), "Prefer", "wait=20").body();

            assertThat(vendor.getAllServeEvents())
                    .anyMatch(call -> call.getRequest().getUrl().equals("/api/v1?Channel=Chat&apikey=" + SECRET));
            assertThat(answer).contains("availability_unknown").doesNotContain(SECRET);
            assertThat(gateway.get("/actuator/connectors").body())
                    .contains("rejected")
                    .doesNotContain(SECRET);
        } finally {
            vendor.stop();
        }
        assertThat(output.getAll()).contains("presence").doesNotContain(SECRET);
    }
}
