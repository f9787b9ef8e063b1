package dev.baton.sip.forward;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transaction.RequestHandler;
import dev.baton.sip.transaction.ServerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers who asks whether we are there, and what we do. */
final class Presence {

    private volatile @Nullable RequestHandler handler;

    void onOptions(@Nullable RequestHandler other) {
        handler = other;
    }

    CompletionStage<SipResponse> answer(ServerRequest options) {
        RequestHandler other = handler;
        return other == null ? CompletableFuture.completedFuture(whatWeDo(options)) : other.handle(options);
    }

    private static SipResponse whatWeDo(ServerRequest options) {
        return options.answer(200)
                .with("Allow", ReferRequest.ALLOW)
                .with("Accept", ReferRequest.ACCEPT)
                .with("Supported", ReferRequest.SUPPORTED);
    }
}
