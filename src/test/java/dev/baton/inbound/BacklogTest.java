package dev.baton.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.ledger.Ledger;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What waits for its target, reckoned between two counts. */
class BacklogTest {

    private static final int MOST = 100;
    private static final String DESK = "desk";

    private final AtomicInteger counts = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile Map<String, Long> undelivered = Map.of();
    private volatile boolean slow;

    private final Backlog backlog = new Backlog(ledger(), 10 * MOST, MOST);

    @Test
    void whileOneCountsOthersAreNotRefusedTheRoomThatIsThere() {
        accept(MOST / 2);
        slow = true;
        CompletableFuture<Boolean> counting = CompletableFuture.supplyAsync(this::hasRoom);
        await().until(() -> counts.get() == 2);

        accept(MOST / 2 - 1);

        goOn.countDown();
        assertThat(counting.join()).isTrue();
    }

    @Test
    void whatIsAcceptedDuringACountIsReckonedAfterIt() {
        accept(MOST / 2);
        slow = true;
        undelivered = Map.of(DESK, MOST - 20L);
        CompletableFuture<Boolean> counting = CompletableFuture.supplyAsync(this::hasRoom);
        await().until(() -> counts.get() == 2);
        accept(20);
        goOn.countDown();

        assertThat(counting.join()).isFalse();
    }

    @Test
    void aFullBacklogIsRefusedAndOneThatIsEmptyAgainIsNot() {
        undelivered = Map.of(DESK, (long) MOST);
        assertThat(hasRoom()).isFalse();
        assertThat(backlog.hasRoom("other")).isTrue();

        undelivered = Map.of();
        await().until(this::hasRoom);
    }

    private boolean hasRoom() {
        return backlog.hasRoom(DESK);
    }

    private void accept(int number) {
        for (int i = 0; i < number; i++) {
            assertThat(backlog.hasRoom(DESK)).as("the %dth", i).isTrue();
            backlog.accepted(DESK);
        }
    }

    private Ledger ledger() {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    counts.incrementAndGet();
                    if (slow) {
                        goOn.await();
                    }
                    return undelivered;
                });
    }
}
