package dev.baton.security;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemType;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that have not arrived with their head. While one is awaited it holds no thread, has a certain time, and all of
 * them together have a certain memory.
 */
final class SlowBodies {

    /** Request attribute: how it ended, as {@link Problem}; absent when the body is there. */
    static final String REFUSED = SlowBodies.class.getName() + ".refused";

    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int MOST_THREADS = 32;
    private static final int MOST_THROWN_AWAY = 2 * 1024 * 1024;
    private static final Duration TO_THROW_AWAY = Duration.ofSeconds(1);

    private final Duration within;
    private final Semaphore onThreads = new Semaphore(MOST_THREADS);
    private final AtomicLong held = new AtomicLong();

    /** @param within the time from the head to the last byte */
    SlowBodies(Duration within) {
        this.within = within;
    }

    /**
     * Reads on this thread what comes in chunks or waits to be asked for (100-continue), as long as few do: only so can the
     * server say what is wrong with a chunk, and only so does it ask.
     *
     * @return absent when enough threads do that
     */
    Optional<byte[]> here(HttpServletRequest request, BodyBuffer begun) {
        boolean mustBe = !request.isAsyncSupported();
        boolean better = request.getContentLengthLong() < 0 || request.getHeader("Expect") != null;
        if (!mustBe && (!better || !onThreads.tryAcquire())) {
            return Optional.empty();
        }
        try {
            return Optional.of(PostedBody.rest(request, begun, within));
        } finally {
            if (!mustBe) {
                onThreads.release();
            }
        }
    }

    /** Comes back at once; the request comes again with {@link FrontDoor#BODY} or {@link #REFUSED}. */
    void await(HttpServletRequest request, HttpServletResponse response, BodyBuffer begun) throws IOException {
        Problem late = Problem.of(
                ProblemType.TOO_SLOW,
                "found no end of the body within " + within.toSeconds() + " seconds; nothing was stored");
        listen(request, response, begun, late, within);
    }

    /** Lets the caller finish what it is sending, so that it reads the answer instead of a broken connection. */
    void throwAway(HttpServletRequest request, HttpServletResponse response, Problem verdict) throws IOException {
        listen(request, response, BodyBuffer.throwingAway(MOST_THROWN_AWAY), verdict, TO_THROW_AWAY);
    }

    private void listen(
            HttpServletRequest request, HttpServletResponse response, BodyBuffer buffer, Problem late, Duration time)
            throws IOException {
        SlowBody body = new SlowBody(this, request, buffer, late);
        AsyncContext context = request.startAsync(new BodilessRequest(request), response);
        context.setTimeout(time.toMillis());
        context.addListener(body);
        body.begin(context);
        request.getInputStream().setReadListener(body);
    }

    /** @return absent when there is room for so many bytes more */
    @Nullable
    Problem hold(int bytes) {
        if (held.addAndGet(bytes) <= MOST_BYTES) {
            return null;
        }
        return Problem.of(
                ProblemType.OVERLOADED,
                "More bodies are on their way than there is memory for. Nothing was stored; send it again.");
    }

    void release(int bytes) {
        held.addAndGet(-bytes);
    }
}
