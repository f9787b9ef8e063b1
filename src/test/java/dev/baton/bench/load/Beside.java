package dev.baton.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A few handovers a second, until it is told to end. */
final class Beside implements AutoCloseable {
    private static final double PER_SECOND = 20;

    private final PacedLoad load;
    private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
    private final Thread thread = new Thread(this::post, "beside");

    Beside(int port) throws IOException {
        load = new PacedLoad(port, 64, PER_SECOND, new RequestTemplate(port, TwoTargets.handover("works")));
        thread.start();
    }

    /** Lets the calls under way finish. */
    LoadResult end() {
        thread.interrupt();
        return result.join();
    }

    private void post() {
        try {
            result.complete(load.run(Duration.ofHours(2)));
        } catch (IOException e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        result.handle((ended, failed) -> ended).join();
        load.close();
    }
}
