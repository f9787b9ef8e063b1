package dev.baton.sip.component;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transaction.ServerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** Lets a route answer INVITE or OPTIONS. */
final class SipCallConsumer extends DefaultConsumer {

    private static final int UNAVAILABLE = 503;

    private final SipCallEndpoint endpoint;
    private final RouteAnswer answer;
    private @Nullable SipDoor door;

    SipCallConsumer(SipCallEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.answer = endpoint.getOperation().equals("redirect") ? new RedirectAnswer(endpoint) : new OptionsAnswer();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.getComponent().runtime().guard();
        door = endpoint.getComponent().runtime().open(endpoint, this::received);
    }

    @Override
    protected void doStop() throws Exception {
        if (door != null) {
            door.close();
            door = null;
        }
        super.doStop();
    }

    private CompletionStage<SipResponse> received(ServerRequest request) {
        CompletableFuture<SipResponse> response = new CompletableFuture<>();
        try {
            endpoint.getComponent().runtime().workers().requests().execute(() -> ask(request, response));
        } catch (RejectedExecutionException e) {
            response.complete(request.answer(UNAVAILABLE).with("Retry-After", "5"));
        }
        return response;
    }

    private void ask(ServerRequest request, CompletableFuture<SipResponse> response) {
        Exchange exchange = createExchange(false);
        try {
            exchange.setPattern(ExchangePattern.InOut);
            Message message = exchange.getMessage();
            message.setHeader(SipConstants.REQUEST_URI, request.request().uri().toString());
            message.setHeader(SipConstants.FROM, request.request().from().uri().toString());
            message.setHeader(SipConstants.TO, request.request().to().uri().toString());
            message.setHeader(SipConstants.CALL_ID, request.request().callId());
            getAsyncProcessor().process(exchange, done -> answered(exchange, request, response));
        } catch (RuntimeException e) {
            exchange.setException(e);
            answered(exchange, request, response);
        }
    }

    private void answered(Exchange exchange, ServerRequest request, CompletableFuture<SipResponse> response) {
        try {
            if (exchange.getException() != null) {
                getExceptionHandler()
                        .handleException("A route could not answer a SIP request", exchange, exchange.getException());
            }
            response.complete(answer.to(request, exchange));
        } catch (RuntimeException e) {
            response.complete(request.answer(500));
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** A stack that this consumer answers for. */
    interface SipDoor extends AutoCloseable {

        @Override
        void close();
    }

    /** Makes an answer of what a route did. */
    interface RouteAnswer {

        SipResponse to(ServerRequest request, Exchange exchange);
    }

    /** Whether we are well, as a route says. */
    private static final class OptionsAnswer implements RouteAnswer {

        @Override
        public SipResponse to(ServerRequest request, Exchange exchange) {
            return request.answer(exchange.getException() == null ? 200 : UNAVAILABLE);
        }
    }
}
