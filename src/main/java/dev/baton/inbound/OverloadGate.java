package dev.baton.inbound;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemType;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before everything that reads a body, and lets only so much be posted at the same time that memory holds it. What
 * is beyond is refused before its body is read. Other requests are not its business.
 */
public final class OverloadGate extends OncePerRequestFilter {

    /** In seconds. */
    static final String RETRY_AFTER = "5";

    private static final int UNIT_BYTES = 1024;
    /** What a request costs however small its body is, and the most that any body has. */
    private static final int LEAST_UNITS = 32;

    private static final int MOST_UNITS = 1024;

    private final Semaphore units;
    private final InboundMetrics metrics;

    public OverloadGate(IntakeProperties properties, InboundMetrics metrics) {
        this.units = new Semaphore(
                (int) Math.min(Integer.MAX_VALUE, properties.underWay().toBytes() / UNIT_BYTES));
        this.metrics = metrics;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int cost = cost(request.getContentLengthLong());
        if (!units.tryAcquire(cost)) {
            refuse(request, response);
            return;
        }
        Place place = new Place(cost);
        boolean goesOn = false;
        try {
            chain.doFilter(request, response);
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(place);
                goesOn = true;
            }
        } finally {
            if (!goesOn) {
                place.leave();
            }
        }
    }

    /** A body without a length may become as long as any. */
    private static int cost(long length) {
        return length < 0 ? MOST_UNITS : (int) Math.max(LEAST_UNITS, Math.min(MOST_UNITS, length / UNIT_BYTES));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals("/handovers")) {
            metrics.refused(ProblemType.OVERLOADED);
        }
        Problem problem = Problem.of(
                ProblemType.OVERLOADED,
                "More is posted at the same time than the gateway can hold. Nothing was stored; send the same request"
                        + " again a little later.");
        byte[] body = problem.toJson().toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.type().status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Retry-After", RETRY_AFTER);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Left once, whichever end of the request comes first. */
    private final class Place implements AsyncListener {

        private final int cost;
        private final AtomicBoolean left = new AtomicBoolean();

        Place(int cost) {
            this.cost = cost;
        }

        void leave() {
            if (left.compareAndSet(false, true)) {
                units.release(cost);
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            leave();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // The request is completed next.
        }

        @Override
        public void onError(AsyncEvent event) {
            // The request is completed next.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // A new cycle forgets the listeners of the one before.
            event.getAsyncContext().addListener(this);
        }
    }
}
