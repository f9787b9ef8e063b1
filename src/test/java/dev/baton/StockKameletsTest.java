package dev.baton;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.baton.support.Catalogue;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Kamelets of Apache's catalogue as targets: their file in a folder, and nothing else. */
@ExtendWith(OutputCaptureExtension.class)
class StockKameletsTest {

    private static final String PASSWORD = "p&ss %41+word\\";
    private static final WireMockServer DESK =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void install(@TempDir Path folder) throws Exception {
        DESK.start();
        MAIL.start();
        MAIL.setUser("desk@example.org", "desk", PASSWORD);
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        Path connectors = folder.resolve("connectors");
        for (String id : List.of("http-sink", "http-secured-sink", "log-sink", "mail-sink")) {
            Catalogue.drop(id, connectors);
        }
        String targets =
                """
                targets:
                  http: {connector: http-sink, settings: {url: "%1$s/in%%20box?team=a%%26b", method: PUT}}
                  secured:
                    connector: http-secured-sink
                    settings: {url: "%1$s/secured", authMethod: Basic, authUsername: desk, authPassword: "${file:%2$s}"}
                  early:
                    connector: http-secured-sink
                    settings:
                      url: "%1$s/early"
                      authMethod: Basic
                      authUsername: desk
                      authPassword: "${file:%2$s}"
                      authenticationPreemptive: true
                  log: {connector: log-sink, settings: {loggerName: stock, level: WARN}}
                  mail: &mail
                    connector: mail-sink
                    settings:
                      connectionHost: 127.0.0.1
                      connectionPort: "%3$d"
                      username: desk
                      password: "${file:%2$s}"
                      from: bot@example.org
                      to: desk@example.org
                      subject: "Handover & more: 100%%"
                  stranger:
                    connector: mail-sink
                    settings:
                      connectionHost: 127.0.0.1
                      connectionPort: "%3$d"
                      username: stranger
                      password: "${file:%2$s}"
                      from: bot@example.org
                      to: desk@example.org
                      subject: Handover
                steps: {support: {text: http}}
                """
                        .formatted(DESK.baseUrl(), password, MAIL.getSmtp().getPort())
                        .replace("&mail", "");
        gateway = GatewayUnderTest.start(folder, targets, "--baton.connectors=" + connectors);
    }

    @AfterAll
    static void close() {
        gateway.close();
        MAIL.stop();
        DESK.stop();
    }

    @BeforeEach
    void answer() {
        DESK.resetAll();
        DESK.stubFor(any(anyUrl()).willReturn(ok()));
    }

    @Test
    void the_http_sink_sends_the_handover_to_its_url() throws Exception {
        assertThat(handover("http")).isEqualTo("accepted");
        LoggedRequest call = DESK.getAllServeEvents().get(0).getRequest();
        assertThat(call.getMethod().value()).isEqualTo("PUT");
        assertThat(call.getUrl()).isEqualTo("/in%20box?team=a%26b");
        assertThat(call.getHeader("Content-Type")).isEqualTo("application/json");
        JsonNode sent = GatewayUnderTest.json(call.getBodyAsString());
        assertThat(sent.at("/customer/name").asText()).isEqualTo("Ada Jansen");
    }

    @Test
    void the_secured_sink_logs_in_when_it_is_asked_to() throws Exception {
        DESK.stubFor(any(anyUrl()).willReturn(unauthorized().withHeader("WWW-Authenticate", "Basic realm=\"desk\"")));
        DESK.stubFor(any(anyUrl()).withBasicAuth("desk", PASSWORD).willReturn(ok()));
        assertThat(handover("secured")).isEqualTo("accepted");
        assertThat(DESK.getAllServeEvents()).hasSize(2);
    }

    @Test
    void the_secured_sink_logs_in_without_being_asked() throws Exception {
        DESK.stubFor(any(anyUrl()).willReturn(unauthorized()));
        DESK.stubFor(any(anyUrl()).withBasicAuth("desk", PASSWORD).willReturn(ok()));
        assertThat(handover("early")).isEqualTo("accepted");
        assertThat(DESK.getAllServeEvents()).hasSize(1);
    }

    @Test
    void the_log_sink_logs_the_handover(CapturedOutput output) throws Exception {
        assertThat(handover("log")).isEqualTo("accepted");
        assertThat(output.getOut()).contains("Ada Jansen");
    }

    @Test
    void the_mail_sink_mails_the_handover() throws Exception {
        assertThat(handover("mail")).isEqualTo("accepted");
        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Handover & more: 100%");
        String text = new String(mail.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(GatewayUnderTest.json(text).at("/customer/name").asText()).isEqualTo("Ada Jansen");
    }

    @Test
    void no_secret_is_in_what_is_shown_of_a_failure_or_of_a_target(CapturedOutput output) throws Exception {
        JsonNode receipt = receipt("stranger");
        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        String endpoints = gateway.get("/actuator/connectors").body();
        assertThat(endpoints).contains("mail-sink");
        assertThat(receipt + endpoints + output).doesNotContain("p&ss", "p%26ss", "PASSWORD");
    }

    private static String handover(String target) throws Exception {
        JsonNode receipt = receipt(target);
        assertThat(receipt.has("externalRefs")).isFalse();
        return receipt.path("state").asText();
    }

    private static JsonNode receipt(String target) throws Exception {
        return GatewayUnderTest.json(gateway.post(Messages.to(target, "c-" + target), "Prefer", "wait=10"));
    }
}
