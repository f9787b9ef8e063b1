package dev.baton.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.support.BatonProcess;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Bots that post through kills, as real ones would: without an answer they send the same again. */
final class Bots implements AutoCloseable {

    private static final int BOTS = 16;
    private static final int PATIENCE_SECONDS = 120;

    private final Door door;
    private final int tries;
    private final ExecutorService threads = Executors.newFixedThreadPool(BOTS);
    private final List<Future<?>> posts = new ArrayList<>();
    private final Map<Integer, String> idByNumber = new ConcurrentHashMap<>();
    private final Semaphore answers = new Semaphore(0);

    /** Half of them to a target that may be asked twice, half to one that must not. */
    Bots(Door door, int handovers, int kills) {
        this.door = door;
        this.tries = 1 + kills;
        IntStream.range(0, handovers).forEach(number -> posts.add(threads.submit(() -> post(number))));
    }

    /** The gateway to post to; waits for the next one while there is none. */
    interface Door {
        BatonProcess gateway() throws Exception;
    }

    static boolean mayBeRepeated(int number) {
        return number % 2 == 0;
    }

    static String conversation(int number) {
        return "chat-" + number;
    }

    /** Whether so many more were answered in time. */
    boolean got(int more) throws InterruptedException {
        return answers.tryAcquire(more, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Of each handover the id, when all are answered. */
    Map<Integer, String> ids() throws Exception {
        for (Future<?> post : posts) {
            post.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(idByNumber).hasSameSizeAs(posts);
        return idByNumber;
    }

    private Void post(int number) throws Exception {
        String message = Messages.to(mayBeRepeated(number) ? "msc-text" : "genesys", conversation(number));
        for (int attempt = 0; attempt < tries; attempt++) {
            BatonProcess gateway = door.gateway();
            try {
                HttpResponse<String> answer = gateway.post(message, "Idempotency-Key", "key-" + number);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                idByNumber.put(number, GatewayUnderTest.json(answer).path("id").asText());
                answers.release();
                return null;
            } catch (IOException e) {
                gateway.awaitEnd();
            }
        }
        throw new AssertionError(conversation(number) + " got no answer although there was no kill");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
