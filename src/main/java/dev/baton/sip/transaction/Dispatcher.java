package dev.baton.sip.transaction;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a request, and answers what nobody else does. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final Set<String> METHODS = Set.of(
            "INVITE",
            "BYE",
            "OPTIONS",
            "REGISTER",
            "SUBSCRIBE",
            "NOTIFY",
            "REFER",
            "MESSAGE",
            "INFO",
            "PRACK",
            "UPDATE",
            "PUBLISH");

    private final Map<String, RequestHandler> handlers;
    private final Set<String> extensions;
    private final String allow;

    Dispatcher(Map<String, RequestHandler> handlers, Set<String> extensions) {
        this.handlers = Map.copyOf(handlers);
        this.extensions = extensions;
        Set<String> methods = new TreeSet<>(handlers.keySet());
        if (methods.contains("INVITE")) {
            methods.add("ACK");
            methods.add("CANCEL");
        }
        this.allow = String.join(", ", methods);
    }

    CompletionStage<SipResponse> handle(ServerRequest received) {
        SipRequest request = received.request();
        if (request.headers().has("Require")) {
            TreeSet<String> unsupported = new TreeSet<>(request.headers().list("Require"));
            unsupported.removeAll(extensions);
            if (!unsupported.isEmpty()) {
                return done(received.answer(420).with("Unsupported", String.join(", ", unsupported)));
            }
        }
        RequestHandler handler = handlers.get(request.method());
        if (handler == null) {
            return done(refusal(received));
        }
        try {
            return handler.handle(received);
        } catch (RuntimeException e) {
            LOG.error("a {} request was not handled", request.method(), e);
            return done(received.answer(500));
        }
    }

    private SipResponse refusal(ServerRequest received) {
        String method = received.request().method();
        if (method.equals("NOTIFY")) {
            // Nobody subscribed to anything.
            return received.answer(481);
        }
        return received.answer(METHODS.contains(method) ? 405 : 501).with("Allow", allow);
    }

    private static CompletionStage<SipResponse> done(SipResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
