package dev.baton.callback;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.callback.Bot.Answer;
import dev.baton.callback.Bot.Told;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bot is told at its callback address. */
class CallbackFlowTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static SimulatedDesk desk;
    private static GatewayUnderTest gateway;

    private final String path = "/" + UUID.randomUUID();
    private Bot bot;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = SimulatedDesk.start(0);
        gateway = GatewayUnderTest.start(
                folder,
                DeskInstallation.targets(folder, desk),
                "--baton.callback.hosts=127.0.0.1,localhost",
                "--baton.callback.allow-private=true",
                "--baton.callback.first-pause=20ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    /** What is known of one test's bot must not count in another's. */
    @BeforeEach
    void startBot() throws Exception {
        bot = Bot.start();
    }

    @AfterEach
    void stopBot() {
        bot.close();
    }

    @Test
    void every_step_is_told_in_order_as_the_event_of_the_analytics_log() throws Exception {
        String id = handOver("");

        List<Told> told = told(3);

        assertThat(told).extracting(Told::state).containsExactly("requested", "delivering", "accepted");
        assertThat(told).allSatisfy(one -> {
            assertThat(one.header("content-type")).isEqualTo("application/cloudevents+json");
            assertThat(one.header("webhook-id")).isEqualTo(one.json().path("id").asText());
            assertThat(one.json().path("subject").asText()).isEqualTo(id);
            assertThat(one.json().at("/data/receipt/state").asText()).isEqualTo(one.state());
        });
        assertThat(told.get(2)
                        .json()
                        .at("/data/receipt/externalRefs/conversationId")
                        .asText())
                .isEqualTo("gc-1");
        await().untilAsserted(() -> assertThat(logged(id)).hasSize(3));
        for (int i = 0; i < 3; i++) {
            ObjectNode event = (ObjectNode) told.get(i).json();
            event.withObject("/data").remove("receipt");
            assertThat(event).isEqualTo(logged(id).get(i));
        }
    }

    @Test
    void only_the_states_that_were_asked_for_are_told() throws Exception {
        handOver(", 'events': ['accepted', 'failed']");

        assertThat(told(1)).extracting(Told::state).containsExactly("accepted");
        await().during(Duration.ofMillis(300)).until(() -> bot.told(path).size() == 1);
    }

    @Test
    void what_was_not_taken_is_told_again_before_anything_else() throws Exception {
        AtomicInteger failures = new AtomicInteger(3);
        bot.answers(path, told -> failures.getAndDecrement() > 0 ? new Answer(500) : new Answer(200));

        handOver("");

        assertThat(told(6))
                .extracting(Told::state)
                .containsExactly("requested", "requested", "requested", "requested", "delivering", "accepted");
        assertThat(bot.told(path).stream().limit(4).map(told -> told.header("webhook-id")))
                .containsOnly(bot.told(path).get(0).json().path("id").asText());
    }

    @Test
    void a_bot_that_asks_for_time_gets_it() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        bot.answers(path, told -> calls.getAndIncrement() == 0 ? new Answer(503, "Retry-After", "2") : Answer.OK);
        long began = System.nanoTime();

        handOver(", 'events': ['accepted']");

        told(2);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void a_bot_that_is_gone_is_told_no_more() throws Exception {
        double stopped = count("stopped");
        bot.answers(path, told -> new Answer(410));

        handOver("");

        told(1);
        await().until(() -> count("stopped") == stopped + 1);
        await().during(Duration.ofMillis(500)).until(() -> bot.told(path).size() == 1);
    }

    @Test
    void a_bot_that_refuses_is_asked_ten_times_and_then_told_the_next() throws Exception {
        double gaveUp = count("gave_up");
        bot.answers(path, told -> told.state().equals("requested") ? new Answer(404) : Answer.OK);

        handOver(", 'events': ['requested', 'accepted']");

        assertThat(told(11)).last().satisfies(last -> assertThat(last.state()).isEqualTo("accepted"));
        assertThat(count("gave_up")).isEqualTo(gaveUp + 1);
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        String elsewhere = path + "-elsewhere";
        AtomicInteger calls = new AtomicInteger();
        bot.answers(
                path,
                told -> calls.getAndIncrement() == 0 ? new Answer(307, "Location", bot.url(elsewhere)) : Answer.OK);

        handOver(", 'events': ['accepted']");

        told(2);
        assertThat(bot.told(elsewhere)).isEmpty();
    }

    @Test
    void a_bot_that_does_not_answer_slows_neither_deliveries_nor_other_bots() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        try (Bot slow = Bot.start()) {
            slow.answers("/", told -> {
                passed(hold);
                return Answer.OK;
            });
            for (int i = 0; i < 40; i++) {
                post(callback(slow.url("/"), ""));
            }
            await().until(() -> slow.told("/").size() == 4);

            long began = System.nanoTime();
            String id = handOver("");

            assertThat(told(3)).hasSize(3);
            assertThat(state(id)).isEqualTo("accepted");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            assertThat(slow.told("/")).hasSize(4);
            hold.countDown();
            // Four died of their five seconds, all are told in the end.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> slow.told("/").stream()
                                    .map(told -> told.header("webhook-id"))
                                    .distinct()
                                    .count()
                            == 120);
        }
    }

    @Test
    void nothing_is_signed_when_there_are_no_clients() throws Exception {
        handOver(", 'events': ['accepted']");

        assertThat(told(1).get(0).headers()).containsKey("webhook-timestamp").doesNotContainKey("webhook-signature");
    }

    @Test
    void a_dry_run_tells_nobody() throws Exception {
        post(callback(bot.url(path), "") + ", 'options': {'dryRun': true}");

        await().during(Duration.ofMillis(300)).until(() -> bot.told(path).isEmpty());
    }

    private String handOver(String events) throws Exception {
        return post(callback(bot.url(path), events)).path("id").asText();
    }

    static String callback(String url, String events) {
        return "'callback': {'url': '" + url + "'" + events + "}";
    }

    private static ObjectNode post(String members) throws Exception {
        var answer = gateway.post(Messages.with(members.replace('\'', '"')));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return json(answer);
    }

    private List<Told> told(int number) {
        await().atMost(Duration.ofSeconds(20)).until(() -> bot.told(path).size() >= number);
        return bot.told(path);
    }

    private static String state(String id) throws Exception {
        return json(gateway.get("/handovers/" + id)).path("state").asText();
    }

    private static List<JsonNode> logged(String id) throws Exception {
        return gateway.analytics().stream()
                .map(CallbackFlowTest::parsed)
                .filter(event -> event.path("subject").asText().equals(id))
                .toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double count(String outcome) {
        return gateway.bean(MeterRegistry.class).find("handover.callback").tag("outcome", outcome).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static void passed(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
