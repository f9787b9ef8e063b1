package dev.baton.sip.forward;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down what a listener is told. */
final class Recorder implements ForwardListener {

    final List<String> events = new CopyOnWriteArrayList<>();
    private volatile @Nullable ForwardResult result;

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
        result = ended;
    }

    ForwardResult result() {
        await().atMost(Duration.ofSeconds(10)).until(() -> result != null);
        return result;
    }

    boolean hasEnded() {
        return result != null;
    }

    void awaitEvent(String event) {
        await().atMost(Duration.ofSeconds(10)).until(() -> events.contains(event));
    }
}
