package dev.baton.callback;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.Ledger;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where callbacks never go, on a gateway with clients and without private addresses. */
class CallbackRefusedTest {

    private static final String[] SIGNED = {"Authorization", "Bearer signed-key"};
    private static final String[] UNSIGNED = {"Authorization", "Bearer unsigned-key"};

    private static SimulatedDesk desk;
    private static Bot bot;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = SimulatedDesk.start(0);
        bot = Bot.start();
        gateway = GatewayUnderTest.start(
                folder,
                DeskInstallation.targets(folder, desk),
                "--baton.clients.signed.key-sha256=" + sha256("signed-key"),
                "--baton.clients.signed.callback-secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "--baton.clients.unsigned.key-sha256=" + sha256("unsigned-key"),
                "--baton.callback.hosts=bot.example.org,*.bots.example.org,localhost,127.0.0.1,10.1.2.3,[::1],"
                        + "[::ffff:127.0.0.1],169.254.169.254",
                "--baton.callback.first-pause=1ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        bot.close();
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example.org/x, a host that is listed",
        "https://bots.example.org/x, a host that is listed",
        "https://bot.example.org.evil.org/x, a host that is listed",
        "https://2130706433/x, a host that is listed",
        "https://user@bot.example.org/x, without user",
        "https://bot.example.org@evil.org/x, without user",
        "http://bot.example.org/x, starts with https:",
        "https://127.0.0.1/x, outside private networks",
        "https://10.1.2.3/x, outside private networks",
        "https://[::1]/x, outside private networks",
        "https://[::ffff:127.0.0.1]/x, outside private networks",
        "https://[::ffff:7f00:1]/x, outside private networks",
        "https://169.254.169.254/latest/meta-data, outside private networks"
    })
    void an_address_that_is_not_allowed_is_refused_at_once(String url, String expected) throws Exception {
        HttpResponse<String> answer = post(url, SIGNED);

        ObjectNode problem = json(answer);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(problem.path("type").asText()).isEqualTo("urn:baton:problem:callback-refused");
        assertThat(problem.path("mustAct").asText()).isEqualTo("operator");
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/callback/url");
        assertThat(problem.at("/errors/0/found").asText()).isEqualTo('"' + url + '"');
        assertThat(problem.at("/errors/0/expected").asText()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://bot.example.org/x", "https://BOT.example.org.:8443/x", "https://a.b.bots.example.org"})
    void an_allowed_address_is_taken(String url) throws Exception {
        assertThat(post(url, SIGNED).statusCode()).isEqualTo(202);
    }

    @Test
    void a_client_without_a_secret_is_told_who_must_act() throws Exception {
        HttpResponse<String> answer = post("https://bot.example.org/x", UNSIGNED);

        ObjectNode problem = json(answer);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/callback");
        assertThat(problem.at("/errors/0/expected").asText())
                .isEqualTo("no callback: the client unsigned has no secret to sign it with. The operator sets"
                        + " baton.clients.unsigned.callback-secret");
    }

    @Test
    void without_a_callback_it_hands_over_as_ever() throws Exception {
        assertThat(gateway.post(Messages.minimal(), UNSIGNED).statusCode()).isEqualTo(202);
    }

    /** The name is allowed, and only its look-up shows where it leads. */
    @Test
    void a_name_that_leads_inside_is_never_called() throws Exception {
        String url = "https://localhost:" + bot.port() + "/x";

        assertThat(post(url, SIGNED).statusCode()).isEqualTo(202);

        await().until(() -> gateway.bean(MeterRegistry.class)
                        .find("handover.callback")
                        .tag("outcome", "gave_up")
                        .timer()
                != null);
        assertThat(gateway.bean(MeterRegistry.class)
                        .get("handover.callback")
                        .tag("outcome", "refused")
                        .timer()
                        .count())
                .isGreaterThanOrEqualTo(9);
        assertThat(bot.told("/x")).isEmpty();
    }

    @Test
    void what_is_refused_is_not_stored() throws Exception {
        long open = gateway.bean(Ledger.class).openCount();

        post("https://evil.example.org/x", SIGNED);

        assertThat(gateway.bean(Ledger.class).openCount()).isLessThanOrEqualTo(open);
    }

    private static HttpResponse<String> post(String url, String... headers) throws Exception {
        return gateway.post(
                Messages.with(CallbackFlowTest.callback(url, ", 'events': ['accepted']")
                        .replace('\'', '"')),
                headers);
    }

    static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
