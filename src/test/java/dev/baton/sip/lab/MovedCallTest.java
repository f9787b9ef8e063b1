package dev.baton.sip.lab;

import static dev.baton.sip.lab.VoiceLab.AGENT_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.forward.ForwardOutcome;
import dev.baton.sip.forward.ForwardResult;
import dev.baton.sip.forward.MovedCall;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.UserToUser;
import dev.baton.sip.support.TlsIdentity;
import dev.baton.sip.transport.TransportType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A call between telephones, moved by our stack. */
class MovedCallTest {

    private static final int CSEQ_ABOVE_THE_BOTS = 1;

    @RegisterExtension
    static final VoiceLab LAB = VoiceLab.callerFollowsRedirects();

    private static CallMover mover;

    @BeforeAll
    static void open() throws Exception {
        mover = new CallMover(TlsIdentity.of(LAB.folder().path(), "uri:sip:gw.example.com"), LAB.sbcIdentity());
    }

    @AfterAll
    static void close() {
        if (mover != null) {
            mover.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAgentAnswers(TransportType transport) throws Exception {
        ForwardResult result = move(LAB.callBot(), AGENT_NUMBER, transport);
        assertThat(result.outcome()).isEqualTo(ForwardOutcome.ANSWERED);
        assertThat(result.referStatus()).isEqualTo(202);
        assertThat(result.finalStatus()).isEqualTo(200);
        LAB.awaitCallerIsWithAgent();
    }

    @ParameterizedTest
    @CsvSource({"486, BUSY", "480, NO_ANSWER", "404, BAD_NUMBER", "603, DECLINED"})
    void theAgentDoesNotAnswer(int status, ForwardOutcome outcome) throws Exception {
        ForwardResult result = move(LAB.callBot(), VoiceLab.refusing(status), TransportType.UDP);
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.referStatus()).isEqualTo(202);
        assertThat(result.finalStatus()).isEqualTo(status);
        LAB.awaitCallerIsWithBot();
    }

    @Test
    void theAgentIsToldWhichHandoverItIs() throws Exception {
        MovedCall call = new MovedCall.ByTargetDialog(LAB.callBot().target());
        UserToUser told = UserToUser.of("hx-20418");
        SipUri agent = LAB.uri(AGENT_NUMBER).withHeader("User-to-User", told.toString());
        SipUri peer = LAB.callControl(TransportType.UDP);
        ForwardResult result =
                mover.move(call, peer, agent, LabProcess.PATIENCE).get(60, TimeUnit.SECONDS);
        assertThat(result.outcome()).isEqualTo(ForwardOutcome.ANSWERED);
        assertThat(LAB.agent().invitedWith("User-to-User")).contains(told.toString());
    }

    @Test
    void theSbcForbidsTheNumber() throws Exception {
        ForwardResult result = move(LAB.callBot(), VoiceLab.FORBIDDEN_NUMBER, TransportType.UDP);
        assertThat(result.outcome()).isEqualTo(ForwardOutcome.DECLINED);
        LAB.awaitCallerIsWithBot();
    }

    @Test
    void theCallHasEnded() throws Exception {
        BotDialog call = LAB.callBot();
        LAB.hangUp();
        ForwardResult result = move(call, AGENT_NUMBER, TransportType.UDP);
        assertThat(result.outcome()).isEqualTo(ForwardOutcome.CALL_GONE);
        LAB.agent().awaitNoCall();
    }

    @Test
    void aTelephoneIsAskedInVainFromOutsideOfItsCall() throws Exception {
        BotDialog call = LAB.callBot();
        MovedCall named = new MovedCall.ByTargetDialog(call.target());
        ForwardResult result = mover.move(named, call.remoteTarget(), LAB.uri(AGENT_NUMBER), LabProcess.PATIENCE)
                .get(60, TimeUnit.SECONDS);
        assertThat(result.outcome()).isEqualTo(ForwardOutcome.UNSUPPORTED);
        assertThat(result.referStatus()).isEqualTo(501);
        LAB.awaitCallerIsWithBot();
    }

    /** Baresip reports inside of the dialog, that is to who has lent it. */
    @Test
    void inABorrowedDialogTheCallMovesAndItsOwnerGetsTheReports() throws Exception {
        BotDialog call = LAB.callBot();
        MovedCall borrowed = new MovedCall.ByBorrowedDialog(
                call.callId(), call.local(), call.remote(), call.remoteTarget(), call.routes(), CSEQ_ABOVE_THE_BOTS);
        CompletableFuture<ForwardResult> ended =
                mover.move(borrowed, LAB.callControl(TransportType.UDP), LAB.uri(AGENT_NUMBER), Duration.ofSeconds(2));
        LAB.agent().awaitCallWith("caller");
        ForwardResult result = ended.get(30, TimeUnit.SECONDS);
        assertThat(result.outcome()).isEqualTo(ForwardOutcome.UNKNOWN);
        assertThat(result.referStatus()).isEqualTo(202);
        assertThat(LAB.sbc().received()).contains("got NOTIFY over udp " + call.callId());
        // Nobody else ends the bot's leg.
        LAB.bot().hangUp();
        LAB.awaitCallerIsWithAgent();
    }

    @Test
    void aCallThatIsRoutedToUsIsSentOnByTheCaller() throws Exception {
        CallMover.Awaited awaited = mover.redirect(LAB.uri(AGENT_NUMBER));
        LAB.caller().dial(awaited.uri().toString());
        assertThat(awaited.redirected().get(30, TimeUnit.SECONDS)).isTrue();
        LAB.agent().awaitCallWith("caller");
        // For baresip, this is still the call that it made.
        LAB.caller().awaitCallWith(awaited.uri().userText());
        assertThat(LAB.caller().sawStatus(302)).isTrue();
    }

    private static ForwardResult move(BotDialog call, String number, TransportType transport) throws Exception {
        SipUri peer = LAB.callControl(transport);
        MovedCall named = new MovedCall.ByTargetDialog(call.target());
        return mover.move(named, peer, LAB.uri(number), Duration.ofSeconds(30)).get(60, TimeUnit.SECONDS);
    }
}
