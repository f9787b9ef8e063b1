package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.support.BatonProcess;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.HoldingDesk;
import dev.baton.support.KnownHandover;
import dev.baton.support.Messages;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bots that post through kills, as real ones would: without an answer they send the same again. */
class ManyCrashesIT {

    private static final int HANDOVERS = 200;
    private static final int BOTS = 16;
    private static final int KILLS = 3;
    private static final int DELIVERIES_AT_ONCE = 16;

    /** The gateway to post to; while there is none, the bots wait for the next. */
    private volatile CompletableFuture<BatonProcess> gateway = new CompletableFuture<>();

    private final Map<Integer, String> idByHandover = new ConcurrentHashMap<>();
    private final Semaphore answers = new Semaphore(0);

    private final Path folder;

    ManyCrashesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyHandoverThatWasAnsweredIsDeliveredWhateverIsKilledWhen() throws Exception {
        long seed = Long.getLong("baton.test.seed", System.nanoTime());
        System.out.println("ManyCrashesIT: -Dbaton.test.seed=" + seed);
        try (HoldingDesk desk = new HoldingDesk()) {
            desk.serve(folder);
            desk.hold(20);
            postThroughKills(new Random(seed));
            allAreDelivered();
            noneIsDeliveredMoreOftenThanItWasBegun(desk);
        } finally {
            gateway.thenAccept(BatonProcess::close);
        }
    }

    private void postThroughKills(Random random) throws Exception {
        ExecutorService bots = Executors.newFixedThreadPool(BOTS);
        try {
            gateway.complete(BatonProcess.start(folder, "--baton.delivery.at-once=" + DELIVERIES_AT_ONCE));
            List<Future<?>> posts = new ArrayList<>();
            IntStream.range(0, HANDOVERS).forEach(number -> posts.add(bots.submit(() -> post(number))));
            for (int kill = 0; kill < KILLS; kill++) {
                int more = 1 + random.nextInt(HANDOVERS / (KILLS + 1));
                assertThat(answers.tryAcquire(more, 30, TimeUnit.SECONDS)).isTrue();
                killAndStartAgain();
            }
            for (Future<?> post : posts) {
                post.get(60, TimeUnit.SECONDS);
            }
        } finally {
            bots.shutdownNow();
        }
    }

    private void killAndStartAgain() throws Exception {
        BatonProcess killed = gateway.join();
        gateway = new CompletableFuture<>();
        killed.kill();
        gateway.complete(BatonProcess.start(folder, "--baton.delivery.at-once=" + DELIVERIES_AT_ONCE));
    }

    private Void post(int number) throws Exception {
        for (int attempt = 0; attempt <= KILLS; attempt++) {
            BatonProcess current = gateway.get(60, TimeUnit.SECONDS);
            try {
                HttpResponse<String> answer =
                        current.post(Messages.to("msc-text", chat(number)), "Idempotency-Key", "key-" + number);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                idByHandover.put(
                        number, GatewayUnderTest.json(answer).path("id").asText());
                answers.release();
                return null;
            } catch (IOException e) {
                current.awaitEnd();
            }
        }
        throw new AssertionError("Handover " + number + " got no answer although there was no kill");
    }

    private void allAreDelivered() {
        assertThat(idByHandover).hasSize(HANDOVERS);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (int number = 0; number < HANDOVERS; number++) {
                assertThat(handover(number).state()).as(chat(number)).isEqualTo("accepted");
            }
        });
    }

    private void noneIsDeliveredMoreOftenThanItWasBegun(HoldingDesk desk) throws Exception {
        List<String> calls = desk.chats();
        List<String> analytics = gateway.join().analytics();
        for (int number = 0; number < HANDOVERS; number++) {
            List<String> states = handover(number).states();
            int begun = Collections.frequency(states, "delivering");
            assertThat(begun).as(chat(number)).isBetween(1, 1 + KILLS);
            assertThat(Collections.frequency(calls, chat(number)))
                    .as(chat(number))
                    .isBetween(1, begun);
            assertThat(states).startsWith("requested").endsWith("accepted").doesNotContain("failed");
            handover(number).assertLoggedIn(analytics);
        }
        assertThat(calls).hasSizeLessThanOrEqualTo(HANDOVERS + KILLS * DELIVERIES_AT_ONCE);
    }

    private KnownHandover handover(int number) throws Exception {
        return KnownHandover.ask(gateway.join(), idByHandover.get(number));
    }

    private static String chat(int number) {
        return "chat-" + number;
    }
}
