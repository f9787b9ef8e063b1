package dev.baton.problem;

import java.util.Locale;

/** Every way the gateway says no: a stable name, the HTTP status, a title, and who has to act. */
public enum ProblemType {
    MALFORMED_JSON(400, "The body is not acceptable JSON", "bot author"),
    INVALID_HANDOVER(422, "The handover message breaks its contract", "bot author"),
    INVALID_TURN(422, "The turn breaks its contract", "bot author"),
    CALLBACK_REFUSED(422, "The callback is not allowed here", "operator"),
    INVALID_REQUEST(400, "The request is not acceptable", "bot author"),
    UNAUTHORIZED(401, "No known API key, token or certificate", "bot author"),
    FORBIDDEN(403, "The client may not do this", "operator"),
    TRIGGERS_OFF(403, "The step has no triggers", "integrator"),
    TOO_MANY_REQUESTS(429, "The client sends too many requests", "bot author"),
    EVENT_REFUSED(401, "The event does not come from the target", "integrator"),
    FORBIDDEN_HOST(421, "This gateway is reachable on this machine only", "operator"),
    NOT_FOUND(404, "There is nothing here", "bot author"),
    METHOD_NOT_ALLOWED(405, "This address does not know the method", "bot author"),
    NOT_ACCEPTABLE(406, "The answer cannot be given in a wanted form", "bot author"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not declared as JSON", "bot author"),
    TOO_LARGE(413, "The body is too large", "bot author"),
    TOO_SLOW(408, "The body came too slowly", "bot author"),
    KEY_REUSED(422, "The idempotency key belongs to another message", "bot author"),
    CONVERSATION_BUSY(409, "The conversation is being handed over already", "bot author"),
    TOO_MANY_HOPS(409, "The conversation has gone to humans too often", "bot author"),
    WRONG_STATE(409, "The handover does not stand so that this can be done", "bot author"),
    NOT_A_DEAD_LETTER(409, "Nothing can be done about this handover", "operator"),
    GONE(410, "The message is not kept any more", "operator"),
    LEDGER_UNAVAILABLE(503, "The gateway cannot store a handover now", "operator"),
    TARGET_UNUSABLE(503, "The target cannot be used now", "integrator"),
    OVERLOADED(503, "The gateway has more to do than it takes on", "operator"),
    NOT_READY(503, "The gateway is starting or stopping", "operator"),
    ISSUER_UNAVAILABLE(503, "The token cannot be checked now", "operator"),
    INTERNAL_ERROR(500, "The gateway made a mistake", "operator");

    private final int status;
    private final String title;
    private final String mustAct;

    ProblemType(int status, String title, String mustAct) {
        this.status = status;
        this.title = title;
        this.mustAct = mustAct;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    /** The same sentence for every problem of this type. */
    public String title() {
        return title;
    }

    /** Who has to do something about it: {@code bot author}, {@code integrator} or {@code operator}. */
    public String mustAct() {
        return mustAct;
    }

    /** The RFC 9457 type, for example {@code urn:baton:problem:invalid-handover}. */
    public String uri() {
        return "urn:baton:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
