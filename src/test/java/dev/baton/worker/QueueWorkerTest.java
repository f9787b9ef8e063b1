package dev.baton.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A worker does what is due, and leaves nothing leased that it did not begin. */
class QueueWorkerTest {

    private static final WorkerLimits LIMITS =
            new WorkerLimits(2, 2, Duration.ofHours(1), Duration.ofMillis(10), Duration.ofMillis(100));

    private final Shelf shelf = new Shelf();
    private final QueueWorker<String, String> worker =
            LIMITS.worker(shelf, LIMITS.lanes(), "words-", Clock.systemUTC());

    @Test
    void all_that_is_due_is_done_though_there_is_room_for_two() {
        shelf.due.addAll(List.of("a", "b", "c", "d", "e"));

        worker.run();

        await().untilAsserted(() -> assertThat(shelf.begun).containsExactlyInAnyOrder("a", "b", "c", "d", "e"));
        worker.close();
        assertThat(shelf.released).isEmpty();
    }

    @Test
    void what_is_claimed_while_it_stops_is_given_back_before_the_stop_is_over() throws Exception {
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        shelf.onClaim = () -> {
            claimed.countDown();
            passed(answer);
        };
        shelf.due.addAll(List.of("a", "b"));
        Thread claims = new Thread(worker::run);
        claims.start();
        passed(claimed);
        Thread stops = new Thread(worker::close);
        stops.start();
        await().until(() -> stops.getState() == Thread.State.TIMED_WAITING);

        answer.countDown();
        stops.join();

        assertThat(shelf.released).containsExactly("a", "b");
        assertThat(shelf.begun).isEmpty();
        claims.join();
    }

    @Test
    void what_its_stop_cuts_off_in_an_unforeseen_way_is_given_back() throws Exception {
        CountDownLatch cutOff = new CountDownLatch(1);
        shelf.onAbort = cutOff::countDown;
        shelf.work = word -> {
            uninterrupted(cutOff);
            throw new IllegalStateException("The connections are closed");
        };
        shelf.due.add("hangs");
        worker.run();
        await().until(() -> shelf.begun.contains("hangs"));

        worker.close();

        assertThat(shelf.released).containsExactly("hangs");
    }

    @Test
    void what_fails_in_an_unforeseen_way_while_it_works_waits_for_the_end_of_its_lease() {
        shelf.work = word -> {
            throw new IllegalStateException("A mistake of ours");
        };
        shelf.due.addAll(List.of("a", "b", "c"));

        worker.run();

        await().until(() -> shelf.begun.size() == 3);
        worker.close();
        assertThat(shelf.released).isEmpty();
    }

    @Test
    void a_mistake_while_it_claims_does_not_keep_it_from_claiming_again() {
        shelf.onClaim = () -> {
            throw new IllegalStateException("A mistake of ours");
        };
        shelf.due.addAll(List.of("a", "b"));
        assertThatThrownBy(worker::run).isInstanceOf(IllegalStateException.class);
        shelf.onClaim = () -> {};
        shelf.due.add("c");

        worker.run();

        await().until(() -> shelf.begun.contains("c"));
        worker.close();
    }

    @Test
    void nothing_is_taken_once_it_is_stopped() {
        worker.close();
        shelf.due.add("a");

        worker.run();

        assertThat(shelf.due).containsExactly("a");
    }

    private static void passed(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a call that reads from a socket: it hears of no interrupt. */
    private static void uninterrupted(CountDownLatch latch) {
        CompletableFuture.runAsync(() -> passed(latch)).join();
    }
}
