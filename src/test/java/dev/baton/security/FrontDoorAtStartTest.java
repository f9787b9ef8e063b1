package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Baton;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** The server listens a moment before the routes are there. */
class FrontDoorAtStartTest {

    @Test
    void whoever_comes_too_early_is_told_to_come_again_and_health_is_answered(@TempDir Path folder) throws Exception {
        List<RawHttp.Answer> early = new ArrayList<>();
        SpringApplication application = new SpringApplication(Baton.class);
        application.addListeners((ApplicationListener<WebServerInitializedEvent>) event -> {
            int port = event.getWebServer().getPort();
            early.add(post(port));
            early.add(get(port, "/nowhere"));
            early.add(get(port, "/actuator/health/liveness"));
            early.add(get(port, "/actuator/health/readiness"));
        });

        try (GatewayUnderTest gateway = GatewayUnderTest.start(application, folder, "default: s\nsteps: {s: {}}")) {
            assertThat(early.get(0).status()).isEqualTo(503);
            assertThat(early.get(0).headers())
                    .containsEntry("Retry-After", "2")
                    .containsEntry("Content-Type", "application/problem+json");
            assertThat(early.get(0).body()).contains("urn:baton:problem:not-ready", "Nothing was stored.");
            assertThat(early.get(1).status()).isEqualTo(503);
            assertThat(early.subList(2, 4))
                    .extracting(answer -> answer.headers().get("Content-Type"))
                    .allSatisfy(type -> assertThat(type).startsWith("application/vnd.spring-boot.actuator"));
            assertThat(gateway.post(Messages.minimal()).statusCode()).isEqualTo(202);
            assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    private static RawHttp.Answer post(int port) {
        String body = Messages.minimal();
        return send(
                port,
                "POST /handovers HTTP/1.1\nHost: localhost\nConnection: close\nContent-Type: application/json\n"
                        + "Content-Length: " + body.length() + "\n\n" + body);
    }

    private static RawHttp.Answer get(int port, String path) {
        return send(port, "GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
    }

    private static RawHttp.Answer send(int port, String request) {
        try {
            return RawHttp.send(port, RawHttp.bytes(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
