package dev.baton.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sip.forward.Forward;
import dev.baton.sip.forward.ForwardListener;
import dev.baton.sip.forward.ForwardOutcome;
import dev.baton.sip.forward.ForwardResult;
import dev.baton.sip.forward.MovedCall;
import dev.baton.sip.forward.Outcomes;
import dev.baton.sip.forward.Redirect;
import dev.baton.sip.forward.SipCounts;
import dev.baton.sip.forward.SipStack;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.RequestHandler;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Stands where the gateway's SIP endpoint would be: records what would be sent and answers from the script. */
final class ScriptedStack implements SipStack {

    /** Where a call would be routed that is to be redirected; there is no token that somebody could use. */
    static final SipUri OFFERED = SipUri.of("token", "gateway.invalid", 0);

    private static final SipCounts NOTHING = new SipCounts(0, 0, 0, 0, 0, 0, 0);

    private final VendorScript script;

    ScriptedStack(VendorScript script) {
        this.script = script;
    }

    @Override
    public void forward(Forward forward, ForwardListener listener) {
        JsonNode answer = script.answer(call("REFER", forward.peer(), headers(forward)));
        int status =
                answer.path("fault").isMissingNode() ? answer.path("status").asInt(202) : 0;
        if (status / 100 == 2) {
            listener.accepted(status);
            listener.ended(result(ForwardOutcome.ACCEPTED_UNVERIFIED, status));
        } else if (status > 0) {
            listener.ended(result(Outcomes.ofAnswer(status), status));
        } else {
            listener.ended(result(outcome(answer.path("fault").asText()), 0));
        }
    }

    private static ForwardOutcome outcome(String fault) {
        return switch (fault) {
            case "unreachable" -> ForwardOutcome.UNREACHABLE;
            case "untrusted" -> ForwardOutcome.UNTRUSTED_CERTIFICATE;
            default -> ForwardOutcome.UNKNOWN;
        };
    }

    private static SortedMap<String, String> headers(Forward forward) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("refer-to", NameAddr.of(forward.referTo()).toString());
        if (forward.call() instanceof MovedCall.ByTargetDialog named) {
            headers.put("target-dialog", named.dialog().toString());
        }
        forward.headers().forEach(header -> headers.put(header.name().toLowerCase(Locale.ROOT), header.value()));
        return headers;
    }

    @Override
    public Optional<Redirect.Offer> redirect(Redirect redirect, Redirect.Listener listener) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("contact", NameAddr.of(redirect.contact()).toString());
        script.answer(call("INVITE", OFFERED, headers));
        return Optional.of(new Redirect.Offer(OFFERED));
    }

    @Override
    public CompletionStage<PeerAnswer> ask(SipUri peer) {
        JsonNode answer = script.answer(call("OPTIONS", peer, new TreeMap<>()));
        int status =
                answer.path("fault").isMissingNode() ? answer.path("status").asInt(200) : 0;
        return CompletableFuture.completedFuture(
                new PeerAnswer(status >= 200 && status < 500, status, status == 0 ? "no answer" : ""));
    }

    private static RecordedCall call(String method, SipUri uri, SortedMap<String, String> headers) {
        return new RecordedCall(method, uri.toString(), headers, "");
    }

    private static ForwardResult result(ForwardOutcome outcome, int referStatus) {
        return new ForwardResult(outcome, referStatus, 0, "", Duration.ZERO);
    }

    @Override
    public void onInvite(@Nullable RequestHandler handler) {}

    @Override
    public void onOptions(@Nullable RequestHandler handler) {}

    @Override
    public void watch(SipUri peer) {}

    @Override
    public void unwatch(SipUri peer) {}

    @Override
    public List<PeerState> peers() {
        return List.of();
    }

    @Override
    public SipCounts counts() {
        return NOTHING;
    }

    @Override
    public void close() {}
}
