package dev.baton.analytics;

import static dev.baton.handover.HandoverState.DELIVERING;
import static dev.baton.handover.HandoverState.FAILED;
import static dev.baton.handover.HandoverState.REQUESTED;
import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.handover.Handover;
import dev.baton.ledger.Housekeeping;
import dev.baton.ledger.Ledgers;
import dev.baton.ledger.SqlLedger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AnalyticsPublisherTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temp;

    private SqlLedger ledger;

    @BeforeEach
    void open() {
        ledger = Ledgers.sqlite(temp);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void every_event_is_written_once_and_in_the_order_of_its_handover() throws IOException {
        Handover first = claimed("a");
        Handover second = claimed("b");
        ledger.move(first.id(), to(DELIVERING, NOON, REQUESTED)).join();
        publisher().publish();
        ledger.move(first.id(), to(FAILED, NOON, DELIVERING)).join();
        publisher().publish();
        publisher().publish();
        assertThat(ids()).containsExactly(first.id() + "-1", second.id() + "-1", first.id() + "-2", first.id() + "-3");
        assertThat(ledger.unpublishedCount()).isZero();
    }

    @Test
    void more_than_a_batch_is_published_by_one_call() throws IOException {
        List<CompletableFuture<?>> claims = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            claims.add(ledger.claim(handover("bot", "k" + i, "c" + i), NOON));
        }
        claims.forEach(CompletableFuture::join);
        publisher().publish();
        assertThat(ids()).hasSize(1_100).doesNotHaveDuplicates();
    }

    @Test
    void what_was_written_but_not_marked_comes_again_with_the_same_id() throws IOException {
        Handover handover = claimed("a");
        new AnalyticsLog(temp.resolve("analytics"))
                .append(ledger.unpublished(10).stream().map(CloudEvents::line).toList());
        ledger.close();
        ledger = Ledgers.sqlite(temp);
        publisher().publish();
        assertThat(ids()).containsExactly(handover.id() + "-1", handover.id() + "-1");
    }

    @Test
    void an_outage_is_counted_and_told_once_and_loses_nothing(CapturedOutput output) throws IOException {
        Handover handover = claimed("a");
        AnalyticsPublisher publisher = publisher();
        Files.writeString(temp.resolve("analytics"), "in the way");
        publisher.publish();
        publisher.publish();
        assertThat(meters.counter("handover.analytics.failures").count()).isEqualTo(2);
        assertThat(ledger.unpublishedCount()).isEqualTo(1);
        assertThat(output.getAll()).containsOnlyOnce("cannot be written now").doesNotContain("written again");
        Files.delete(temp.resolve("analytics"));
        publisher.publish();
        assertThat(ids()).containsExactly(handover.id() + "-1");
        assertThat(output.getAll()).containsOnlyOnce("written again");
    }

    @Test
    void a_ledger_that_is_away_is_counted_too() {
        claimed("a");
        ledger.close();
        publisher().publish();
        assertThat(meters.counter("handover.analytics.failures").count()).isEqualTo(1);
    }

    @Test
    void calls_at_the_same_time_do_not_double_anything() throws IOException {
        AnalyticsPublisher publisher = publisher();
        List<CompletableFuture<Void>> calls = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    claimed("c" + i);
                    publisher.publish();
                }))
                .toList();
        calls.forEach(CompletableFuture::join);
        assertThat(ids()).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void events_that_are_purged_before_they_could_be_written_are_counted() {
        Handover ended = claimed("a");
        ledger.move(ended.id(), to(FAILED, NOON, REQUESTED)).join();
        housekeeping(Duration.ofDays(29)).run();
        assertThat(meters.counter("handover.analytics.dropped").count()).isZero();
        housekeeping(Duration.ofDays(31)).run();
        assertThat(meters.counter("handover.analytics.dropped").count()).isEqualTo(2);
        assertThat(ledger.unpublishedCount()).isZero();
    }

    @Test
    void handovers_that_nobody_ended_expire_after_a_day() {
        Handover forgotten = claimed("a");
        housekeeping(Duration.ofHours(23)).run();
        assertThat(ledger.openCount()).isEqualTo(1);
        housekeeping(Duration.ofHours(25)).run();
        assertThat(ledger.openCount()).isZero();
        assertThat(ledger.history(forgotten.id())).hasSize(2);
    }

    @Test
    void housekeeping_outlives_a_ledger_that_is_away() {
        ledger.close();
        housekeeping(Duration.ofDays(31)).run();
        assertThat(meters.counter("handover.analytics.dropped").count()).isZero();
    }

    private Housekeeping housekeeping(Duration afterNoon) {
        Clock clock = Clock.fixed(NOON.plus(afterNoon), ZoneOffset.UTC);
        return new Housekeeping(ledger, clock, Duration.ofHours(24), Duration.ofDays(30), meters);
    }

    private AnalyticsPublisher publisher() {
        return new AnalyticsPublisher(ledger, new AnalyticsLog(temp.resolve("analytics")), meters);
    }

    private Handover claimed(String conversation) {
        Handover handover = handover("bot", conversation, conversation);
        ledger.claim(handover, NOON).join();
        return handover;
    }

    private List<String> ids() throws IOException {
        return Files.readAllLines(temp.resolve("analytics/handovers-2026-03-01.jsonl")).stream()
                .map(AnalyticsPublisherTest::parse)
                .map(line -> line.get("id").textValue())
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
