package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.support.UdpPeer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportOrderTest extends StackFixture {

    @ParameterizedTest
    @CsvSource({"200 OK, ANSWERED", "486 Busy Here, BUSY"})
    void theResultIsTheSameInWhateverOrderThingsCome(String last, ForwardOutcome outcome) throws Exception {
        for (List<String> order : orders(List.of("2xx", "100 Trying", "180 Ringing", last, last + " again"))) {
            Recorder told = new Recorder();
            stack.forward(forward(peer(), anyCall(), null), told);
            String refer = sbc.receive();
            for (String step : order) {
                happen(refer, step);
            }
            ForwardResult result = told.result();
            assertThat(result.outcome()).as("%s", order).isEqualTo(outcome);
            assertThat(result.referStatus()).as("%s", order).isEqualTo(202);
            assertThat(result.finalStatus()).as("%s", order).isEqualTo(Integer.parseInt(last.substring(0, 3)));
            assertThat(result.reason()).as("%s", order).isEqualTo(last.substring(4));
            assertThat(told.events.get(0)).as("%s", order).isEqualTo("accepted 202");
            assertThat(told.events.get(told.events.size() - 1)).as("%s", order).startsWith("ended");
            assertThat(told.events.subList(1, told.events.size() - 1))
                    .as("%s", order)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private void happen(String refer, String step) throws Exception {
        if (step.equals("2xx")) {
            sbc.send(UdpPeer.response(refer, "202 Accepted"));
            return;
        }
        int status = Integer.parseInt(step.substring(0, 3));
        boolean isFinal = status >= 200;
        report(
                notify(
                        refer,
                        status,
                        isFinal ? "terminated;reason=noresource" : "active;expires=60",
                        "SIP/2.0 " + step.replace(" again", "")),
                200);
    }

    private static Set<List<String>> orders(List<String> steps) {
        Set<List<String>> orders = new LinkedHashSet<>();
        if (steps.isEmpty()) {
            orders.add(List.of());
        }
        for (String first : steps) {
            List<String> rest = new ArrayList<>(steps);
            rest.remove(first);
            for (List<String> tail : orders(rest)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                orders.add(order);
            }
        }
        return orders;
    }

    @Test
    void aLostAcceptanceDoesNotHoldUpAFinalReportForLong() throws Exception {
        String refer = refer();
        report(notify(refer, 1, "terminated", "SIP/2.0 200 OK"), 200);
        timers.advance(1_999);
        assertThat(recorder.hasEnded()).isFalse();
        timers.advance(1);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ANSWERED);
        assertThat(recorder.result().referStatus()).isZero();
    }

    @Test
    void aFinalReportThatTheEndHasOvertakenStillCounts() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        report(notify(refer, 3, "terminated;reason=timeout", ""), 200);
        timers.advance(1_500);
        report(notify(refer, 2, "active", "SIP/2.0 200 OK"), 200);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ANSWERED);
    }

    @ParameterizedTest
    @CsvSource({"''", "SIP/2.0 100 Trying"})
    void reportsThatEndWithoutAFinalStatusLeaveItUnknown(String fragment) throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        report(notify(refer, 1, "terminated;reason=timeout", fragment), 200);
        timers.advance(2_000);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.UNKNOWN);
        assertThat(recorder.result().reason()).isEqualTo("the reports ended without a final status");
        assertThat(recorder.result().finalStatus()).isEqualTo(fragment.isEmpty() ? 0 : 100);
    }

    @Test
    void aTargetThatIsAskedAgainAfterAChallengeMayStillAnswer() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        report(notify(refer, 1, "active", "SIP/2.0 407 Proxy Authentication Required"), 200);
        report(notify(refer, 2, "active", "SIP/2.0 183 Session Progress"), 200);
        report(notify(refer, 3, "terminated", "SIP/2.0 200 OK"), 200);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ANSWERED);
        assertThat(recorder.events).containsExactly("accepted 202", "183 Session Progress", "ended answered");
    }

    @Test
    void aReportProvesThatTheReferWasTakenWhateverAProxyAnswers() throws Exception {
        String refer = refer();
        report(notify(refer, 1, "active", "SIP/2.0 100 Trying"), 200);
        sbc.send(UdpPeer.response(refer, "408 Request Timeout"));
        report(notify(refer, 2, "terminated", "SIP/2.0 200 OK"), 200);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ANSWERED);
        assertThat(recorder.result().referStatus()).isEqualTo(408);
    }
}
