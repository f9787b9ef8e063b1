package dev.baton.security;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/**
 * The first filter that reads: who calls, and is it a request that a route can take? What is refused here is answered as a
 * problem document and reaches nothing behind it. A posted handover is read here, bounded, into {@link #BODY};
 * what stands behind sees an empty body.
 */
public final class FrontDoor extends OncePerRequestFilter {

    /** Request attribute: the body of {@code POST /handovers}, a target's event or a bot's ready as {@code byte[]}. */
    public static final String BODY = FrontDoor.class.getName() + ".body";
    /** Request attribute, on every path: the caller's name as {@code String}. */
    public static final String CLIENT = FrontDoor.class.getName() + ".client";

    private static final String HANDOVERS = "/handovers";
    private static final Set<String> METHODS = Set.of("GET", "POST", "HEAD", "OPTIONS");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    /**
     * A vendor has no client key: its event is authenticated by what stands behind, with the target's own secret. The
     * address as it was sent, so that no other way to write a path leads around the key.
     */
    private static final Pattern EVENTS = Pattern.compile("/targets/[a-z0-9][a-z0-9-]{0,63}/events");

    /** Needs no body; what is sent all the same is read within the same bounds. */
    private static final Pattern READY = Pattern.compile("/handovers/[^/]*/ready");

    private static final String MANAGEMENT = "/actuator/";
    private static final String SOON = "2";

    private final Doorkeeper doorkeeper;
    private final BooleanSupplier ready;
    private final Consumer<ProblemType> refusals;

    /**
     * @param ready whether every route is there to answer; before, a route's absence would look like a wrong address
     * @param refusals is told of every refused {@code POST /handovers}
     */
    public FrontDoor(Clients clients, BooleanSupplier ready, Consumer<ProblemType> refusals) {
        this.doorkeeper = new Doorkeeper(clients);
        this.ready = ready;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Here and not on a route: Camel passes this header on to nobody.
        response.setHeader("Cache-Control", "no-store");
        HttpServletRequest admitted;
        try {
            admitted = admit(request, response);
        } catch (ProblemException e) {
            if (request.getMethod().equals("POST") && request.getRequestURI().equals(HANDOVERS)) {
                refusals.accept(e.problem().type());
            }
            answer(response, e.problem());
            return;
        }
        chain.doFilter(admitted, response);
    }

    private HttpServletRequest admit(HttpServletRequest request, HttpServletResponse response) {
        refuseBadEscapes(request.getRequestURI(), "path");
        refuseBadEscapes(request.getQueryString() == null ? "" : request.getQueryString(), "query");
        String path = UrlPathHelper.defaultInstance.getPathWithinApplication(request);
        String method = request.getMethod();
        boolean event =
                method.equals("POST") && EVENTS.matcher(request.getRequestURI()).matches();
        request.setAttribute(CLIENT, doorkeeper.nameOf(request, path, event, response));
        requireReady(path, response);
        if (method.equals("TRACE")) {
            throw refusal(ProblemType.METHOD_NOT_ALLOWED, "found TRACE, which this gateway never answers");
        }
        if (path.equals(HANDOVERS + "/")) {
            throw refusal(ProblemType.NOT_FOUND, "found a slash at the end, expected the path " + HANDOVERS);
        }
        if (event || method.equals("POST") && READY.matcher(path).matches()) {
            request.setAttribute(BODY, PostedBody.readAny(request, response));
            return new BodilessRequest(request);
        }
        if (!path.equals(HANDOVERS)) {
            return request;
        }
        if (!METHODS.contains(method)) {
            response.setHeader("Allow", "GET, HEAD, OPTIONS, POST");
            throw refusal(ProblemType.METHOD_NOT_ALLOWED, "expected POST to hand over, or GET to look");
        }
        return method.equals("POST") ? withBody(request, response) : request;
    }

    /** What watches the gateway is answered at any time, so that it can see the gateway start. */
    private void requireReady(String path, HttpServletResponse response) {
        if (!path.startsWith(MANAGEMENT) && !ready.getAsBoolean()) {
            response.setHeader("Retry-After", SOON);
            throw refusal(
                    ProblemType.NOT_READY, "Nothing was stored. Send the same request again in " + SOON + " seconds.");
        }
    }

    private static HttpServletRequest withBody(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(BODY, PostedBody.read(request, response));
        return new BodilessRequest(request);
    }

    /** Behind this filter, a bad escape would be a fault of the gateway instead of one of the request. */
    private static void refuseBadEscapes(String text, String where) {
        if (BAD_ESCAPE.matcher(text).find()) {
            throw refusal(
                    ProblemType.INVALID_REQUEST,
                    "found a % in the " + where + " without two hex digits after it, expected %25 for a % sign");
        }
    }

    private static ProblemException refusal(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }

    private void answer(HttpServletResponse response, Problem problem) {
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
