package dev.baton.sip.forward;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Writes down what a listener is told. */
final class Recorder implements ForwardListener {

    final List<String> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<ForwardResult> result = new CompletableFuture<>();

    @Override
    public void accepted(int referStatus) {
        events.add("accepted " + referStatus);
    }

    @Override
    public void progressed(int status, String reason) {
        events.add(status + " " + reason);
    }

    @Override
    public void ended(ForwardResult ended) {
        events.add("ended " + ended.outcome().label());
        result.complete(ended);
    }

    ForwardResult result() throws Exception {
        return result.get(30, TimeUnit.SECONDS);
    }

    boolean hasEnded() {
        return result.isDone();
    }

    void awaitEvent(String event) {
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> events.contains(event));
    }
}
