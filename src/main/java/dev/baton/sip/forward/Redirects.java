package dev.baton.sip.forward;

import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.Ids;
import dev.baton.sip.transaction.RequestHandler;
import dev.baton.sip.transaction.ServerRequest;
import dev.baton.sip.transaction.Timers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls that are to be redirected when they come, each found by a token that works once. Thread-safe and bounded. */
final class Redirects {

    private static final Logger LOG = LoggerFactory.getLogger(Redirects.class);
    private static final String PREFIX = "forward-";
    /** A user part of this form is a token, if an old one, and nobody else's business. */
    private static final Pattern TOKEN = Pattern.compile(PREFIX + "[0-9a-f]{32}");

    private final Timers timers;
    private final int most;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private volatile @Nullable RequestHandler other;
    private volatile boolean closed;

    private record Waiting(Redirect redirect, Redirect.Listener listener, CompletableFuture<Timers.Handle> expiry) {}

    Redirects(Timers timers, int most) {
        this.timers = timers;
        this.most = most;
    }

    void onOther(@Nullable RequestHandler handler) {
        other = handler;
    }

    int pending() {
        return pending.get();
    }

    /** The token; empty when too many calls are waited for. */
    Optional<String> add(Redirect redirect, Redirect.Listener listener) {
        if (pending.incrementAndGet() > most || closed) {
            pending.decrementAndGet();
            return Optional.empty();
        }
        String token = PREFIX + Ids.random();
        Waiting one = new Waiting(redirect, listener, new CompletableFuture<>());
        waiting.put(token, one);
        one.expiry().complete(timers.schedule(redirect.life(), () -> end(token, false)));
        if (closed) {
            end(token, false);
        }
        return Optional.of(token);
    }

    CompletionStage<SipResponse> answer(ServerRequest invite) {
        String user = invite.request().uri() instanceof SipUri uri ? uri.userText() : null;
        if (user != null && TOKEN.matcher(user).matches()) {
            Waiting called = end(user, true);
            return CompletableFuture.completedFuture(
                    called == null ? invite.answer(404) : redirected(invite, called.redirect()));
        }
        RequestHandler handler = other;
        return handler == null ? CompletableFuture.completedFuture(invite.answer(404)) : handler.handle(invite);
    }

    private static SipResponse redirected(ServerRequest invite, Redirect redirect) {
        return invite.answer(302)
                .with("Contact", NameAddr.of(redirect.contact()).toString());
    }

    private @Nullable Waiting end(String token, boolean redirected) {
        Waiting ended = waiting.remove(token);
        if (ended != null) {
            pending.decrementAndGet();
            CompletableFuture<Void> unused = ended.expiry().thenAccept(Timers.Handle::cancel);
            tell(ended.listener(), redirected);
        }
        return ended;
    }

    private static void tell(Redirect.Listener listener, boolean redirected) {
        try {
            listener.ended(redirected);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "the listener of a redirect failed with {} at {}",
                    e.getClass().getName(),
                    Told.place(e));
        }
    }

    void close() {
        closed = true;
        for (String token : List.copyOf(waiting.keySet())) {
            Waiting unused = end(token, false);
        }
    }
}
