package dev.baton.hours;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.Baton;
import dev.baton.support.CallDesk;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;

/** What a bot and a customer meet outside opening hours. Pain 9: nobody is left at a closed door. */
class HoursFlowTest {

    private static final String OFFICE = "{zone: Europe/Amsterdam, weekly: {mon-fri: \"09:00-17:30\"}%s}";

    @TempDir
    static Path folder;

    private static FallbackDesks desks;
    private static CallDesk calls;
    private static GatewayUnderTest gateway;

    /** How far the gateway's clock is from the machine's; a time of test is set as of the beginning of the test. */
    private static volatile Duration ahead = Duration.ZERO;

    @BeforeAll
    static void start() throws Exception {
        desks = new FallbackDesks();
        calls = new CallDesk();
        Path connectors = FallbackDesks.connectors(folder);
        FileSystemUtils.copyRecursively(CallDesk.connectors(folder), connectors);
        Files.writeString(folder.resolve("holidays.ics"), calendar("20261225", "RRULE:FREQ=YEARLY"));
        String words =
                ", holidays: holidays.ics, message: {en: \"We are closed until {{hours.opensAt}}, {{customer.name}}.\","
                        + " nl: \"We zijn er {{hours.opensAt}} weer.\"}";
        String targets = "targets:\n"
                + desks.target("first", "desk", "")
                + desks.target("second", "desk", "")
                + calls.target("phones")
                + calls.target("spare-phones")
                + """
                steps:
                  support: {text: first, fallback: [second], message: "A person will be with you.", hours: %1$s}
                  alone: {text: first, message: "A person will be with you.", hours: %1$s}
                  quiet: {text: first, fallback: [second], message: "A person will be with you.", hours: %2$s}
                  phone: {voice: phones, fallback: [spare-phones], message: "One moment.", hours: %1$s}
                  only-phone: {voice: phones, message: "One moment.", hours: %1$s}
                  always: {text: first}
                default: always
                """
                        .formatted(OFFICE.formatted(words), OFFICE.formatted(""));
        SpringApplication application = new SpringApplication(Baton.class);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(Clock.class, SetClock::new));
        gateway = GatewayUnderTest.start(application, folder, targets, "--baton.connectors=" + connectors);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desks.close();
        calls.close();
    }

    @BeforeEach
    void forget() {
        desks.reset();
        at("2026-11-21T20:00:00Z");
    }

    @Test
    void open_nothing_is_different() throws Exception {
        at("2026-11-23T08:00:00Z");

        ObjectNode receipt = handOver("\"step\": \"support\"");

        assertThat(receipt.path("target").asText()).isEqualTo("first");
        assertThat(receipt.at("/message/text").asText()).isEqualTo("A person will be with you.");
        assertThat(receipt.has("hours")).isFalse();
    }

    @Test
    void closed_the_fallback_gets_it_at_once_and_the_customer_other_words() throws Exception {
        HttpResponse<String> answer =
                gateway.post(Messages.with("\"step\": \"support\", \"customer\": {\"name\": \"Ada\"}"));
        ObjectNode accepted = json(answer);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(accepted.at("/message/text").asText()).isEqualTo("We are closed until Monday 09:00, Ada.");
        assertThat(accepted.path("hours"))
                .isEqualTo(json("{'open': false, 'opensAt': '2026-11-23T08:00:00Z', 'told': true}"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> now(accepted).path("state").asText().equals("accepted"));
        ObjectNode receipt = now(accepted);
        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(receipt.at("/attempts/0/target").asText()).isEqualTo("first");
        assertThat(receipt.at("/attempts/0/class").asText()).isEqualTo("closed");
        assertThat(receipt.at("/attempts/0/code").asText()).isEqualTo("out_of_hours");
        assertThat(receipt.at("/attempts/0/reason").asText())
                .isEqualTo("Outside the hours of the step support; opens at 2026-11-23T08:00:00Z");
        assertThat(receipt.path("history"))
                .extracting(event -> event.path("state").asText())
                .containsExactly("requested", "retrying", "delivering", "accepted");
        assertThat(desks.calls("first")).isEmpty();
        assertThat(desks.calls("second")).hasSize(1);
    }

    @Test
    void the_words_are_in_the_customers_language_and_so_is_the_time() throws Exception {
        String dutch = Messages.with("\"step\": \"support\"")
                .replace("\"channel\": \"text\"", "\"channel\": \"text\", \"language\": \"nl-BE\"");

        assertThat(json(gateway.post(dutch)).at("/message/text").asText()).isEqualTo("We zijn er maandag 09:00 weer.");
        at("2026-11-23T07:00:00Z");
        assertThat(json(gateway.post(dutch.replaceFirst("c-", "c-2-")))
                        .at("/message/text")
                        .asText())
                .isEqualTo("We zijn er 09:00 weer.");
    }

    @Test
    void without_a_fallback_it_fails_as_closed_and_the_bot_still_knows_what_to_say() throws Exception {
        ObjectNode receipt = handOver("\"step\": \"alone\", \"customer\": {\"name\": \"Ada\"}");

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(receipt.at("/failure/class").asText()).isEqualTo("closed");
        assertThat(receipt.at("/failure/code").asText()).isEqualTo("out_of_hours");
        assertThat(receipt.at("/failure/retryAfterSeconds").asLong()).isBetween(36 * 3600L - 60, 36 * 3600L);
        assertThat(receipt.at("/hours/opensAt").asText()).isEqualTo("2026-11-23T08:00:00Z");
        assertThat(receipt.at("/message/text").asText()).isEqualTo("We are closed until Monday 09:00, Ada.");
        assertThat(desks.calls("first")).isEmpty();
    }

    @Test
    void a_promise_is_taken_back_as_ever() throws Exception {
        ObjectNode receipt = handOver("\"step\": \"alone\", \"message\": {\"text\": \"You will be helped now.\"}");

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(receipt.has("message")).isFalse();
    }

    @Test
    void without_words_of_its_own_a_closed_step_says_what_it_always_says() throws Exception {
        ObjectNode receipt = handOver("\"step\": \"quiet\"");

        assertThat(receipt.at("/message/text").asText()).isEqualTo("A person will be with you.");
        assertThat(receipt.path("target").asText()).isEqualTo("second");
    }

    @Test
    void a_caller_hears_the_words_before_the_call_goes_elsewhere() throws Exception {
        ObjectNode accepted = json(gateway.post(call("phone", "c-call-1")));
        ObjectNode receipt =
                json(gateway.send("POST", accepted.at("/links/ready").asText(), "Prefer", "wait=20"));

        assertThat(accepted.at("/speak/text").asText()).isEqualTo("We are closed until Monday 09:00, Ada Jansen.");
        assertThat(accepted.path("transferAfterMs").asInt()).isPositive();
        assertThat(receipt.path("target").asText()).isEqualTo("spare-phones");
        assertThat(calls.calls("c-call-1")).hasSize(1);
    }

    @Test
    void a_call_that_can_go_nowhere_waits_for_nothing() throws Exception {
        HttpResponse<String> answer = gateway.post(call("only-phone", "c-call-2"), "Prefer", "wait=20");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/failure/code").asText()).isEqualTo("out_of_hours");
        assertThat(json(answer).at("/message/text").asText())
                .isEqualTo("We are closed until Monday 09:00, Ada Jansen.");
        assertThat(json(answer).has("transferAfterMs")).isFalse();
        assertThat(json(answer).path("links").has("ready")).isFalse();
        assertThat(calls.calls("c-call-2")).isEmpty();
    }

    @Test
    void a_holiday_is_closed() throws Exception {
        at("2026-12-25T11:00:00Z");

        ObjectNode receipt = handOver("\"step\": \"support\", \"customer\": {\"name\": \"Ada\"}");

        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(receipt.at("/hours/opensAt").asText()).isEqualTo("2026-12-28T08:00:00Z");
    }

    @Test
    void a_target_that_the_message_names_has_no_hours() throws Exception {
        ObjectNode receipt = handOver("\"target\": \"first\"");

        assertThat(receipt.path("target").asText()).isEqualTo("first");
        assertThat(receipt.has("hours")).isFalse();
    }

    @Test
    void it_is_decided_when_it_is_asked_for() throws Exception {
        at("2026-11-23T07:58:00Z");
        ObjectNode early = json(gateway.post(Messages.with("\"step\": \"support\"")));
        at("2026-11-23T08:00:00Z");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> now(early).path("state").asText().equals("accepted"));

        assertThat(now(early).path("target").asText()).isEqualTo("second");
        assertThat(now(early).at("/hours/opensAt").asText()).isEqualTo("2026-11-23T08:00:00Z");
    }

    @Test
    void a_dry_run_says_so() throws Exception {
        ObjectNode shown = json(gateway.post(Messages.with("\"step\": \"support\", \"options\": {\"dryRun\": true}")));

        assertThat(shown.at("/hours/open").asBoolean(true)).isFalse();
        assertThat(shown.at("/hours/opensAt").asText()).isEqualTo("2026-11-23T08:00:00Z");
        assertThat(shown.path("warnings"))
                .extracting(warning -> warning.path("code").asText() + " "
                        + warning.path("detail").asText())
                .contains("out_of_hours The step is closed now: the target first would be passed over.");
    }

    @Test
    void a_bot_can_ask_before_it_promises_a_person() throws Exception {
        assertThat(json(gateway.get("/steps/support")))
                .isEqualTo(
                        json(
                                "{'step': 'support', 'open': false, 'opensAt': '2026-11-23T08:00:00Z', 'zone': 'Europe/Amsterdam'}"));
        at("2026-11-23T08:00:00Z");
        assertThat(json(gateway.get("/steps/support")))
                .isEqualTo(
                        json(
                                "{'step': 'support', 'open': true, 'closesAt': '2026-11-23T16:30:00Z', 'zone': 'Europe/Amsterdam'}"));
        assertThat(json(gateway.get("/steps/always"))).isEqualTo(json("{'step': 'always', 'open': true}"));
        assertThat(gateway.get("/steps/nobodys").statusCode()).isEqualTo(404);
        assertThat(gateway.get("/steps/").statusCode()).isEqualTo(404);
    }

    @Test
    void a_calendar_is_watched_and_a_broken_one_is_refused_while_the_last_good_one_serves() throws Exception {
        at("2027-03-10T10:00:00Z");
        assertThat(state().path("open").asBoolean()).isTrue();

        Files.writeString(folder.resolve("holidays.ics"), calendar("20270310", "SUMMARY:Moving house"));
        await().atMost(Duration.ofSeconds(20)).until(() -> !state().path("open").asBoolean());

        Files.writeString(folder.resolve("holidays.ics"), calendar("20270310", "RRULE:FREQ=YERLY"));
        await().atMost(Duration.ofSeconds(20)).until(() -> !refused().isMissingNode());
        assertThat(refused().at("/0/pointer").asText()).isEqualTo("/steps/support/hours/holidays");
        assertThat(refused().at("/0/problem").asText()).contains("holidays.ics", "line 6", "RRULE", "[integrator]");
        assertThat(state().path("open").asBoolean()).isFalse();

        Files.writeString(folder.resolve("holidays.ics"), calendar("20261225", "RRULE:FREQ=YEARLY"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> state().path("open").asBoolean() && refused().isMissingNode());
    }

    private static JsonNode state() throws Exception {
        return json(gateway.get("/steps/support"));
    }

    private static JsonNode refused() throws Exception {
        return json(gateway.get("/actuator/connectors")).at("/file/refused/errors");
    }

    private static String calendar(String day, String more) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:%s\r\n%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
                .formatted(day, more);
    }

    private static void at(String time) {
        ahead = Duration.between(Clock.systemUTC().instant(), Instant.parse(time));
    }

    private static ObjectNode handOver(String members) throws Exception {
        HttpResponse<String> answer = gateway.post(Messages.with(members), "Prefer", "wait=20");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return (ObjectNode) new ObjectMapper().readTree(answer.body());
    }

    private static String call(String step, String conversation) {
        return Messages.callTo("phones", conversation).replace("\"target\": \"phones\"", "\"step\": \"" + step + "\"");
    }

    private static ObjectNode now(ObjectNode receipt) throws Exception {
        return json(gateway.get("/handovers/" + receipt.path("id").asText()));
    }

    /** Runs on from the time that a test has set. */
    private static final class SetClock extends Clock {

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
