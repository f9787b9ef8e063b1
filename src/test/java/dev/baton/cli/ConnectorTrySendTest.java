package dev.baton.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.baton.support.Messages;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handover that is really sent. */
class ConnectorTrySendTest {

    private static final String SECRET = "s3cr3t-of-ours";
    private static final String TOKEN = "t0ken-they-gave";

    private final WireMockServer vendor =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final Terminal terminal;

    ConnectorTrySendTest(@TempDir Path folder) {
        this.terminal = new Terminal(folder).with("VENDOR_SECRET", SECRET);
    }

    @BeforeEach
    void startTheVendor() throws Exception {
        vendor.start();
        vendor.stubFor(
                post("/oauth/token").willReturn(okJson("{\"access_token\": \"" + TOKEN + "\", \"expires_in\": 3600}")));
        terminal.write("handover.json", Messages.minimal());
        terminal.write(
                "desk.yaml", "apiToken: ${VENDOR_SECRET}\napiUrl: http://127.0.0.1:%d\n".formatted(vendor.port()));
        terminal.write(
                "genesys.yaml",
                """
                domain: mypurecloud.de
                integrationId: 11111111-1111-4111-8111-111111111111
                clientId: client-1
                clientSecret: ${VENDOR_SECRET}
                loginUrl: http://127.0.0.1:%1$d
                apiUrl: http://127.0.0.1:%1$d
                """
                        .formatted(vendor.port()));
    }

    @AfterEach
    void stopTheVendor() {
        vendor.stop();
    }

    @Test
    void the_vendor_gets_the_secret_and_the_terminal_does_not() {
        terminal.run("connector", "new", "desk");
        vendor.stubFor(post("/conversations")
                .willReturn(okJson("{\"id\": \"" + SECRET + "-7\"}").withStatus(201)));

        assertThat(send("connectors/desk", "desk.yaml")).as(terminal.out()).isZero();

        vendor.verify(1, postRequestedFor(urlPathEqualTo("/conversations")).withHeader("X-Api-Token", equalTo(SECRET)));
        assertThat(terminal.out())
                .contains("x-api-token: ***", "\"text\" : ", "=> 201", "Receipt:\n", "\"conversationId\" : \"***-7\"")
                .doesNotContain(SECRET);
    }

    @Test
    void a_refusal_is_told_with_its_class_and_without_fetched_tokens() {
        vendor.stubFor(post(urlPathMatching("/api/v2/.*"))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody("{\"code\": \"bad\", \"message\": \"Bearer " + TOKEN + " of " + SECRET + "\"}")));

        assertThat(send("genesys", "genesys.yaml")).isEqualTo(1);

        vendor.verify(
                1,
                postRequestedFor(urlPathMatching("/api/v2/.*"))
                        .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
        assertThat(terminal.out())
                .contains("/oauth/token\n", "authorization: Basic ***", "=> 200")
                .contains("authorization: Bearer ***", "=> 400")
                .contains("Failed: class integrator_must_act, code rejected", "Bearer *** of ***")
                .doesNotContain(SECRET, TOKEN);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void a_program_gets_calls_with_their_outcome() throws Exception {
        vendor.stubFor(post("/oauth/token").willReturn(aResponse().withStatus(503)));

        assertThat(send("genesys", "genesys.yaml", "--format", "json")).isEqualTo(1);

        assertThat(terminal.json().path("sent").asBoolean()).isTrue();
        assertThat(terminal.json().path("calls")).hasSize(1);
        assertThat(terminal.json().at("/calls/0/outcome").asText()).isEqualTo("503");
        assertThat(terminal.json().at("/failure/class").asText()).isEqualTo("try_again");
        assertThat(terminal.json().at("/failure/code").asText()).isEqualTo("unavailable");
        assertThat(terminal.out()).doesNotContain(SECRET);
    }

    @Test
    void nobody_there_is_a_failure_too() {
        terminal.run("connector", "new", "desk");
        vendor.stop();

        assertThat(send("connectors/desk", "desk.yaml")).isEqualTo(1);

        assertThat(terminal.out()).contains("=> no answer", "class try_again, code unreachable");
    }

    @Test
    void without_the_secret_nothing_is_sent() throws Exception {
        terminal.write("genesys.yaml", "domain: mypurecloud.de\nclientSecret: ${NO_SUCH}\n");

        assertThat(send("genesys", "genesys.yaml")).isEqualTo(1);

        assertThat(terminal.err()).contains("the environment variable NO_SUCH is not set");
        vendor.verify(0, postRequestedFor(urlPathMatching("/.*")));
    }

    private int send(String connector, String settings, String... more) {
        String[] line = new String[8 + more.length];
        String[] start = {"connector", "try", connector, "--handover", "handover.json", "--settings", settings, "--send"
        };
        System.arraycopy(start, 0, line, 0, 8);
        System.arraycopy(more, 0, line, 8, more.length);
        return terminal.run(line);
    }
}
