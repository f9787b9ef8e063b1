package dev.baton.voice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Understood;
import dev.baton.connector.VendorEvent;
import dev.baton.connector.VendorEvents;
import dev.baton.sip.component.CallObservers;
import dev.baton.sip.forward.ForwardListener;
import dev.baton.sip.forward.ForwardResult;
import dev.baton.sip.forward.Redirect;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * Lets a connector's mapping of events hear what becomes of a call, and puts into the ledger what it makes of it. The
 * mapping gets {@code {handoverId, callId, stage, referStatus, finalStatus}}: callId is the platform's name of the call,
 * stage is accepted, trying, ringing, progress, or how it ended, as
 * {@link dev.baton.sip.forward.ForwardOutcome#label()} says it.
 */
public final class CallReports implements CallObservers {

    private final Sink sink;
    private final Clock clock;

    public CallReports(Sink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public ForwardListener ofForward(Exchange delivery) {
        DeliveryScope scope = DeliveryScope.of(delivery);
        return new Reporter(
                scope.target(),
                scope.handoverId(),
                scope.handover().path("voice").path("callId").asText());
    }

    @Override
    public Redirect.Listener ofRedirect(Exchange delivery) {
        DeliveryScope scope = DeliveryScope.of(delivery);
        return redirected -> tell(
                scope.target(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("handoverId", scope.handoverId())
                        .put("stage", redirected ? "redirected" : "no-call"));
    }

    private void tell(ActiveTarget target, ObjectNode report) {
        VendorEvents events = target.connector().events();
        if (events == null || events.authentication() != null) {
            return;
        }
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        said.putObject("headers");
        said.putObject("query");
        said.set("body", report);
        Understood understood = Understood.of(events, said, target.definition().settings(), clock.instant());
        if (!understood.problem().isEmpty()) {
            sink.notUnderstood(target, understood.problem());
        }
        sink.record(target, understood.events());
    }

    /** Where the events go; nothing of it may hold the thread up. */
    public interface Sink {

        void record(ActiveTarget target, List<VendorEvent> events);

        void notUnderstood(ActiveTarget target, String why);
    }

    private final class Reporter implements ForwardListener {

        private final ActiveTarget target;
        private final String handoverId;
        private final String callId;
        private int referStatus;

        Reporter(ActiveTarget target, String handoverId, String callId) {
            this.target = target;
            this.handoverId = handoverId;
            this.callId = callId;
        }

        @Override
        public void accepted(int status) {
            referStatus = status;
        }

        @Override
        public void progressed(int status, String reason) {
            tell(target, report(stage(status), referStatus, status));
        }

        /** What was never accepted has failed in the delivery itself. */
        @Override
        public void ended(ForwardResult result) {
            if (referStatus > 0) {
                tell(target, report(result.outcome().label(), result.referStatus(), result.finalStatus()));
            }
        }

        private ObjectNode report(String stage, int refer, int last) {
            ObjectNode report = JsonNodeFactory.instance
                    .objectNode()
                    .put("handoverId", handoverId)
                    .put("stage", stage);
            if (!callId.isEmpty()) {
                report.put("callId", callId);
            }
            if (refer > 0) {
                report.put("referStatus", refer);
            }
            if (last > 0) {
                report.put("finalStatus", last);
            }
            return report;
        }
    }

    private static String stage(int status) {
        return switch (status) {
            case 100 -> "trying";
            case 180 -> "ringing";
            default -> "progress";
        };
    }
}
