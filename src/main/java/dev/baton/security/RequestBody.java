package dev.baton.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** What a request brings along to be read at the door, by its method and path. */
enum RequestBody {
    NONE,
    /** Whatever it is: what stands behind judges it. */
    ANY,
    JSON;

    /**
     * A vendor has no client key: its event is authenticated by what stands behind, with the target's own secret. The
     * address as it was sent, so that no other way to write a path leads around the key.
     */
    private static final Pattern EVENTS = Pattern.compile("/targets/[a-z0-9][a-z0-9-]{0,63}/events");

    /** Needs no body; what is sent all the same is read within the same bounds. */
    private static final Pattern READY = Pattern.compile("/handovers/[^/]*/ready");

    /** To replay one needs no body. */
    private static final Pattern DEAD_LETTERS = Pattern.compile("/handovers/([^/]*/(replay|discard)|replay)");

    /** What is said of conversations, and of handovers that are under way or over. To let a bot talk needs no body. */
    private static final Pattern CONVERSATIONS = Pattern.compile("/conversations/([^/]*/)?(pause|resume)"
            + "|/handovers/(by-token/)?[^/]*/(return|complete|cancel|feedback)");

    private static final Pattern TURNS = Pattern.compile("/conversations/.*/turns");

    /** Whether it is a target's event, which somebody else authenticates. */
    static boolean isEvent(HttpServletRequest request) {
        return isPost(request) && EVENTS.matcher(request.getRequestURI()).matches();
    }

    /** @param path within the application, without escapes */
    static RequestBody of(HttpServletRequest request, String path) {
        if (!isPost(request)) {
            return NONE;
        }
        if (DEAD_LETTERS.matcher(path).matches() || CONVERSATIONS.matcher(path).matches()) {
            return comesWith(request) ? JSON : ANY;
        }
        if (EVENTS.matcher(request.getRequestURI()).matches()
                || READY.matcher(path).matches()) {
            return ANY;
        }
        return path.equals(FrontDoor.HANDOVERS) || TURNS.matcher(path).matches() ? JSON : NONE;
    }

    /** Whether a body follows the head. */
    static boolean comesWith(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isPost(HttpServletRequest request) {
        return request.getMethod().equals("POST");
    }
}
