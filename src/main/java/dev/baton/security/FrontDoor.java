package dev.baton.security;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.security.server.LeftoverValve;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/**
 * The first filter that reads: who calls, and is it a request that a route can take? What is refused here is answered as a
 * problem document and reaches nothing behind it. A posted handover is read here, bounded, into {@link #BODY};
 * what stands behind sees an empty body.
 */
public final class FrontDoor extends OncePerRequestFilter {

    /** Request attribute: the body of {@code POST /handovers}, a bot's turn or ready, or a target's event as {@code byte[]}. */
    public static final String BODY = FrontDoor.class.getName() + ".body";
    /** Request attribute, on every path: the caller's name as {@code String}. */
    public static final String CLIENT = FrontDoor.class.getName() + ".client";

    /** Request attribute, on every path: what the caller may do, as {@link Rights}. */
    public static final String RIGHTS = FrontDoor.class.getName() + ".rights";

    static final String HANDOVERS = "/handovers";
    private static final Set<String> METHODS = Set.of("GET", "POST", "HEAD", "OPTIONS");

    private static final String SOON = "2";
    private static final Duration BODY_WITHIN = Duration.ofSeconds(10);

    private final Doorkeeper doorkeeper;
    private final BooleanSupplier ready;
    private final Consumer<ProblemType> refusals;
    private final SlowBodies slowBodies;

    FrontDoor(Clients clients, BooleanSupplier ready, Consumer<ProblemType> refusals) {
        this(new Doorkeeper(clients), ready, refusals, BODY_WITHIN);
    }

    /**
     * @param ready whether every route is there to answer; before, a route's absence would look like a wrong address
     * @param refusals is told of every refused {@code POST /handovers}
     * @param bodyWithin the time that a body may take, from the head to its last byte
     */
    public FrontDoor(
            Doorkeeper doorkeeper, BooleanSupplier ready, Consumer<ProblemType> refusals, Duration bodyWithin) {
        this.doorkeeper = doorkeeper;
        this.ready = ready;
        this.refusals = refusals;
        this.slowBodies = new SlowBodies(bodyWithin);
    }

    /** A request whose body was awaited comes again. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isAsyncDispatch(request)) {
            if (request.getAttribute(SlowBodies.REFUSED) instanceof Problem refused) {
                request.setAttribute(LeftoverValve.TIME_IS_OVER, true);
                answer(request, response, refused);
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Here and not on a route: Camel passes this header on to nobody.
        response.setHeader("Cache-Control", "no-store");
        Optional<HttpServletRequest> admitted;
        try {
            admitted = admit(request, response);
        } catch (ProblemException e) {
            refuse(request, response, e.problem());
            return;
        }
        if (admitted.isPresent()) {
            chain.doFilter(admitted.get(), response);
        }
    }

    /** @return absent when its body is awaited */
    private Optional<HttpServletRequest> admit(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        RequestForm.check(request, response);
        String path = UrlPathHelper.defaultInstance.getPathWithinApplication(request);
        String method = request.getMethod();
        letIn(request, path, RequestBody.isEvent(request), response);
        requireReady(path, response);
        if (method.equals("TRACE")) {
            throw refusal(ProblemType.METHOD_NOT_ALLOWED, "found TRACE, which this gateway never answers");
        }
        if (path.equals(HANDOVERS + "/")) {
            throw refusal(ProblemType.NOT_FOUND, "found a slash at the end, expected the path " + HANDOVERS);
        }
        if (path.equals(HANDOVERS) && !METHODS.contains(method)) {
            response.setHeader("Allow", "GET, HEAD, OPTIONS, POST");
            throw refusal(ProblemType.METHOD_NOT_ALLOWED, "expected POST to hand over, or GET to look");
        }
        RequestBody body = RequestBody.of(request, path);
        return body == RequestBody.NONE ? Optional.of(request) : withBody(request, response, body == RequestBody.JSON);
    }

    private void letIn(HttpServletRequest request, String path, boolean event, HttpServletResponse response) {
        Client client = doorkeeper.letIn(request, path, event, response);
        request.setAttribute(CLIENT, client.name());
        request.setAttribute(RIGHTS, client.rights());
        Duration wait = Doorkeeper.isManagement(path)
                ? Duration.ZERO
                : client.throttle().take();
        if (!wait.isZero()) {
            long seconds = wait.plusMillis(999).toSeconds();
            response.setHeader("Retry-After", String.valueOf(seconds));
            throw refusal(
                    ProblemType.TOO_MANY_REQUESTS,
                    "The client " + client.name() + " has used up its rate. Nothing was stored; send it again in "
                            + seconds + " seconds.");
        }
    }

    /** What watches the gateway is answered at any time, so that it can see the gateway start. */
    private void requireReady(String path, HttpServletResponse response) {
        if (!Doorkeeper.isManagement(path) && !ready.getAsBoolean()) {
            response.setHeader("Retry-After", SOON);
            throw refusal(
                    ProblemType.NOT_READY, "Nothing was stored. Send the same request again in " + SOON + " seconds.");
        }
    }

    private Optional<HttpServletRequest> withBody(
            HttpServletRequest request, HttpServletResponse response, boolean json) throws IOException {
        PostedBody.requireAcceptable(request, response, json);
        BodyBuffer buffer = BodyBuffer.keeping(PostedBody.LIMIT);
        Optional<byte[]> body =
                PostedBody.isHere(request, buffer) ? Optional.of(buffer.toBytes()) : slowBodies.here(request, buffer);
        if (body.isEmpty()) {
            slowBodies.await(request, response, buffer);
            return Optional.empty();
        }
        request.setAttribute(BODY, body.get());
        return Optional.of(new BodilessRequest(request));
    }

    private static ProblemException refusal(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        boolean canBeRead = !problem.equals(PostedBody.BROKEN);
        if (RequestBody.comesWith(request)
                && canBeRead
                && request.isAsyncSupported()
                && request.getHeader("Expect") == null) {
            slowBodies.throwAway(request, response, problem);
        } else {
            answer(request, response, problem);
        }
    }

    private void count(HttpServletRequest request, Problem problem) {
        if (request.getMethod().equals("POST") && request.getRequestURI().equals(HANDOVERS)) {
            refusals.accept(problem.type());
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        count(request, problem);
        byte[] body = problem.toJson().toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.type().status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.flushBuffer();
        } catch (IOException e) {
            // The client has gone; there is nobody left to tell, and it is no fault worth a stack trace.
            logger.debug("could not answer a refused request: " + e.getMessage());
        }
    }
}
