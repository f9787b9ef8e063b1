package dev.baton.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.schema.Violation;
import dev.baton.vendor.GuardedPost;
import java.util.Optional;

/** Whether a client's callback may be made at all. */
public final class CallbackRules {

    private static final int SHOWN = 98;

    private final GuardedPost post;
    private final CallbackSecrets secrets;

    public CallbackRules(GuardedPost post, CallbackSecrets secrets) {
        this.post = post;
        this.secrets = secrets;
    }

    /** What is wrong with the callback of a valid handover message; nothing is looked up for it. */
    public Optional<Violation> refusal(String client, JsonNode message) {
        JsonNode callback = message.path("callback");
        if (callback.isMissingNode()) {
            return Optional.empty();
        }
        if (!secrets.canServe(client)) {
            return Optional.of(new Violation(
                    "/callback",
                    null,
                    "no callback: the client " + client + " has no secret to sign it with. The operator sets"
                            + " baton.clients." + client + ".callback-secret",
                    null));
        }
        String url = callback.path("url").asText();
        return post.objection(url)
                .map(objection -> new Violation("/callback/url", shown(url), expected(objection), null));
    }

    private static String expected(GuardedPost.Objection objection) {
        return switch (objection) {
            case NO_ADDRESS ->
                "an address such as https://bot.example.org/handovers, with a host and without user and"
                        + " password; the bot author corrects it";
            case NOT_LISTED ->
                "a host that is listed in the gateway's setting baton.callback.hosts; the operator adds"
                        + " it there, or the bot author corrects the address";
            case NOT_ENCRYPTED ->
                "an address that starts with https:; the bot author corrects it, or the operator"
                        + " names the host in full in baton.callback.hosts and sets baton.callback.allow-private=true";
            case INTERNAL ->
                "an address outside private networks and this machine; the bot author corrects it, or the"
                        + " operator sets baton.callback.allow-private=true";
        };
    }

    private static String shown(String url) {
        String cut = url.length() > SHOWN ? url.substring(0, SHOWN) + "…" : url;
        return '"' + cut + '"';
    }
}
