package dev.baton.sip.component;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an endpoint how one forward goes on. Events that it is too slow for are lost. */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final ProducerTemplate template;
    private final Executor executor;
    private final @Nullable Endpoint endpoint;
    private final String target;
    private final String callId;

    Progress(ProducerTemplate template, Executor executor, @Nullable Endpoint endpoint, String target, String callId) {
        this.template = template;
        this.executor = executor;
        this.endpoint = endpoint;
        this.target = target;
        this.callId = callId;
    }

    void tell(String event, int status, String reason) {
        Endpoint to = endpoint;
        if (to == null) {
            return;
        }
        try {
            executor.execute(() -> send(to, event, status, reason));
        } catch (RejectedExecutionException e) {
            LOG.warn("Target {}: the progress endpoint is too slow, an event '{}' is lost", target, event);
        }
    }

    private void send(Endpoint to, String event, int status, String reason) {
        template.send(to, ExchangePattern.InOnly, exchange -> {
            Message message = exchange.getMessage();
            message.setHeader(SipConstants.PROGRESS, event);
            message.setHeader(SipConstants.TARGET, target);
            message.setHeader(SipConstants.CALL_ID, callId);
            message.setHeader(SipConstants.FINAL_STATUS, status);
            message.setHeader(SipConstants.REASON, reason);
        });
    }
}
