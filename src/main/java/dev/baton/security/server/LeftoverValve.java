package dev.baton.security.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Ends the connection when a request was answered before its body was read. Tomcat would read the rest of it on a thread,
 * up to a limit in bytes and none in time. What comes within half a second is taken first, on few threads: whoever is
 * cut off in the middle of sending often does not read the answer.
 */
public final class LeftoverValve extends ValveBase {

    /** Request attribute: the body has had its time; present with any value. */
    public static final String TIME_IS_OVER = LeftoverValve.class.getName() + ".over";

    private static final long GRACE = Duration.ofMillis(500).toNanos();
    private static final long PAUSE = Duration.ofMillis(5).toNanos();

    private static final int MOST_WAITING = 4;

    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    public LeftoverValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (!request.isAsync() && !request.getCoyoteRequest().isFinished()) {
            // Whoever expects to be asked for the body (100-continue) would be asked for it by being read from.
            boolean comes = request.getAttribute(TIME_IS_OVER) == null
                    && request.getContentLengthLong() > 0
                    && request.getHeader("Expect") == null;
            if (comes && waiting.tryAcquire()) {
                try {
                    takeWhatComes(request);
                } finally {
                    waiting.release();
                }
            }
            if (!request.getCoyoteRequest().isFinished()) {
                response.flushBuffer();
                request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }
    }

    /** Not for chunks: the server would wait for the rest of a chunk's head. */
    private static void takeWhatComes(Request request) throws IOException {
        org.apache.coyote.Request raw = request.getCoyoteRequest();
        byte[] part = new byte[8192];
        long begun = System.nanoTime();
        while (!raw.isFinished() && System.nanoTime() - begun < GRACE) {
            raw.action(ActionCode.AVAILABLE, Boolean.TRUE);
            if (raw.getAvailable() > 0) {
                if (request.getStream().read(part) < 0) {
                    return;
                }
            } else {
                LockSupport.parkNanos(PAUSE);
            }
        }
    }
}
