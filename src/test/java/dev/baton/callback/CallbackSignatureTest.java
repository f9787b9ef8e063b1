package dev.baton.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.callback.Bot.Told;
import dev.baton.problem.StartRefusedException;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How a bot knows that a callback is ours. */
@ExtendWith(OutputCaptureExtension.class)
class CallbackSignatureTest {

    private static final String OLD = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "cGxhbnRlZC1jYW5hcnktc2VjcmV0LTAxMjM0NTY3ODk=";

    /** The example of the specification's reference implementations. */
    @Test
    void a_known_message_has_the_known_signature() {
        Map<String, String> headers = WebhookSignature.headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8),
                List.of(Base64.getDecoder().decode(OLD)));

        assertThat(headers)
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void both_secrets_sign_during_a_change_and_neither_is_ever_shown(@TempDir Path folder, CapturedOutput output)
            throws Exception {
        try (SimulatedDesk desk = SimulatedDesk.start(0);
                Bot bot = Bot.start();
                GatewayUnderTest gateway = GatewayUnderTest.start(
                        folder,
                        DeskInstallation.targets(folder, desk),
                        "--baton.clients.bot.key-sha256=" + CallbackRefusedTest.sha256("key"),
                        "--baton.clients.bot.callback-secret=whsec_" + NEW + ",whsec_" + OLD,
                        "--baton.callback.hosts=127.0.0.1",
                        "--baton.callback.allow-private=true",
                        "--logging.level.dev.baton=debug",
                        "--management.endpoints.web.exposure.include=*",
                        "--management.endpoint.env.show-values=always",
                        "--management.endpoint.configprops.show-values=always")) {
            gateway.post(
                    Messages.with(CallbackFlowTest.callback(bot.url("/x"), "").replace('\'', '"')), "X-API-Key", "key");
            await().until(() -> bot.told("/x").size() == 3);

            assertThat(bot.told("/x")).allSatisfy(told -> assertThat(told.header("webhook-signature"))
                    .isEqualTo("v1," + signature(NEW, told) + " v1," + signature(OLD, told)));
            for (String page : List.of("env", "configprops", "prometheus", "health")) {
                assertThat(gateway.get("/actuator/" + page, "X-API-Key", "key").body())
                        .as(page)
                        .isNotEmpty()
                        .doesNotContain(NEW, OLD);
            }
            assertThat(String.join("\n", gateway.analytics())).doesNotContain(NEW, OLD);
        }
        assertThat(output.getAll()).doesNotContain(NEW, OLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary-secret", "whsec_canary-secret", "whsec_Y2FuYXJ5", "whsec_"})
    void a_secret_that_is_none_stops_the_start_and_is_not_shown(String secret) {
        assertThatThrownBy(() -> CallbackSecrets.of(Map.of("bot", List.of(secret))))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("baton.clients.bot.callback-secret")
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("Y2FuYXJ5");
    }

    private static String signature(String secret, Told told) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
        mac.update((told.header("webhook-id") + "." + told.header("webhook-timestamp") + ".")
                .getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(mac.doFinal(told.body()));
    }
}
