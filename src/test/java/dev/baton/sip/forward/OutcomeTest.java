package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.support.UdpPeer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest extends StackFixture {

    private static final String TABLE =
            """
            300 unsupported
            302 unsupported
            400 unsupported
            401 not-authenticated
            402 declined
            403 declined
            404 bad-number
            405 unsupported
            407 not-authenticated
            410 bad-number
            420 unsupported
            421 unsupported
            429 identity-needed
            480 no-answer
            481 call-gone
            484 bad-number
            485 bad-number
            486 busy
            487 no-answer
            488 unsupported
            491 unavailable
            500 unavailable
            501 unsupported
            503 unavailable
            600 busy
            603 declined
            604 bad-number
            606 declined
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = TABLE + "408 unknown\n504 unknown\n")
    void theAnswerToTheReferSaysWhatBecameOfIt(int status, String outcome) throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, status + " Some Words"));
        ForwardResult result = recorder.result();
        assertThat(result.outcome().label()).isEqualTo(outcome);
        assertThat(result.referStatus()).isEqualTo(status);
        assertThat(result.finalStatus()).isZero();
        assertThat(result.reason()).isEqualTo("Some Words");
        assertThat(recorder.events).containsExactly("ended " + outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = TABLE + "408 no-answer\n504 unavailable\n200 answered\n202 answered\n")
    void soDoesTheFinalReport(int status, String outcome) throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "200 OK"));
        report(notify(refer, 1, "terminated;reason=noresource", "SIP/2.0 " + status + " Some Words"), 200);
        ForwardResult result = recorder.result();
        assertThat(result.outcome().label()).isEqualTo(outcome);
        assertThat(result.referStatus()).isEqualTo(200);
        assertThat(result.finalStatus()).isEqualTo(status);
        assertThat(recorder.events).containsExactly("accepted 200", "ended " + outcome);
    }
}
