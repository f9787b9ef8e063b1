package dev.baton.sip.transaction;

import dev.baton.sip.message.SipResponse;
import java.util.concurrent.CompletionStage;

/** Answers requests of one method. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Called once for each request, on a thread that must not be held up.
     *
     * @return the final answer; of an INVITE 300 or above, since there are no calls here. It is cancelled when the
     *     caller cancels. A failure is answered with 500.
     */
    CompletionStage<SipResponse> handle(ServerRequest request);
}
