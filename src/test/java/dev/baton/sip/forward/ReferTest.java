package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TargetDialog;
import dev.baton.sip.support.UdpPeer;
import dev.baton.sip.transport.TransportType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes over the wire. */
class ReferTest extends StackFixture {

    @Test
    void theReferNamesTheDialogAsItsReceiverSeesIt() throws Exception {
        MovedCall call =
                new MovedCall.ByTargetDialog(TargetDialog.seenByPeer("9f2c-bot-77@sbc.example.net", "botA1", "sbcZ9"));
        stack.forward(forward(peer(), call, null), recorder);
        String refer = sbc.receive();
        int port = stack.transport().localAddress(TransportType.UDP).getPort();
        assertThat(names(refer))
                .containsExactly(
                        "Via",
                        "Max-Forwards",
                        "From",
                        "To",
                        "Call-ID",
                        "CSeq",
                        "Contact",
                        "Target-Dialog",
                        "Require",
                        "Refer-To",
                        "Referred-By",
                        "Supported",
                        "Allow",
                        "Accept",
                        "User-Agent",
                        "Content-Length");
        assertThat(refer).startsWith("REFER " + peer() + " SIP/2.0\r\n");
        assertThat(header(refer, "Max-Forwards")).isEqualTo("70");
        assertThat(header(refer, "From")).matches("<sip:handover-gw@handover.example>;tag=[0-9a-f]{32}");
        assertThat(header(refer, "To")).isEqualTo("<sip:callctl@127.0.0.1>");
        assertThat(header(refer, "Call-ID")).matches("[0-9a-f]{32}@127.0.0.1");
        assertThat(header(refer, "CSeq")).isEqualTo("1 REFER");
        assertThat(header(refer, "Contact")).isEqualTo("<sip:handover-gw@127.0.0.1:" + port + ">");
        assertThat(header(refer, "Target-Dialog"))
                .isEqualTo("9f2c-bot-77@sbc.example.net;local-tag=sbcZ9;remote-tag=botA1");
        assertThat(header(refer, "Require")).isEqualTo("tdialog");
        assertThat(header(refer, "Refer-To"))
                .isEqualTo("<sip:+4930901820@sbc.example.net;user=phone?User-to-User=68782d31%3Bencoding%3Dhex>");
        assertThat(header(refer, "Referred-By")).isEqualTo("<sip:handover-gw@handover.example>");
        assertThat(header(refer, "Supported")).isEqualTo("tdialog, norefersub");
        assertThat(header(refer, "Accept")).isEqualTo("message/sipfrag");
    }

    private static List<String> names(String message) {
        List<String> names = new ArrayList<>();
        for (String line : message.split("\r\n")) {
            if (line.indexOf(": ") > 0) {
                names.add(line.substring(0, line.indexOf(": ")));
            }
        }
        return names;
    }

    @Test
    void furtherHeaderFieldsTravelButNoneOfOurs() throws Exception {
        stack.forward(with(SipHeaders.NONE.with("User-to-User", "6878;encoding=hex"), true), recorder);
        assertThat(header(sbc.receive(), "User-to-User")).isEqualTo("6878;encoding=hex");
        for (String name : List.of("Route", "t", "refer-to", "Authorization")) {
            Recorder told = new Recorder();
            stack.forward(with(SipHeaders.NONE.with(name, "<sip:x@y>"), true), told);
            assertThat(told.result().outcome()).as(name).isEqualTo(ForwardOutcome.UNSUPPORTED);
        }
    }

    @Test
    void whatWouldBreakTheMessageIsNotSent() throws Exception {
        stack.forward(with(SipHeaders.NONE.with("X-Note", "a\r\nRefer-To: <sip:evil@x>"), true), recorder);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.UNSUPPORTED);
        assertThat(recorder.result().reason()).isEqualTo("the X-Note has a line end or a NUL in it");
        assertThat(stack.counts().pendingForwards()).isZero();
    }

    @Test
    void withoutReportsTheAcceptanceIsTheEnd() throws Exception {
        stack.forward(with(SipHeaders.NONE, false), recorder);
        String refer = sbc.receive();
        assertThat(header(refer, "Refer-Sub")).isEqualTo("false");
        sbc.send(UdpPeer.response(refer, "200 OK"));
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ACCEPTED_UNVERIFIED);
        // A peer that reports nevertheless means no harm.
        report(notify(refer, 1, "active", "SIP/2.0 100 Trying"), 200);
    }

    @Test
    void aPeerThatWillNotReportSaysSo() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted")
                .replace("Content-Length", "Refer-Sub: False;x=y\nContent-Length"));
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ACCEPTED_UNVERIFIED);
        assertThat(recorder.events).containsExactly("accepted 202", "ended accepted-unverified");
    }

    private Forward with(SipHeaders headers, boolean reports) {
        Forward usual = forward(peer(), anyCall(), null);
        return new Forward(
                "sbc",
                usual.peer(),
                usual.from(),
                usual.call(),
                usual.referTo(),
                headers,
                null,
                reports,
                usual.ringing());
    }

    @Test
    void aBorrowedDialogIsUsedAsItsOwnerWould() throws Exception {
        MovedCall call = new MovedCall.ByBorrowedDialog(
                "lent@bot",
                NameAddr.parse("\"Bot\" <sip:bot@handover.example>;tag=botA1"),
                NameAddr.parse("<sip:+491711234567@sbc.example.net>;tag=sbcZ9"),
                SipUri.parse("sip:caller@10.0.0.9:5070"),
                List.of(NameAddr.parse("<sip:p1.example.net;lr>"), NameAddr.parse("<sip:p2.example.net;lr>")),
                4711);
        stack.forward(forward(peer(), call, null), recorder);
        String refer = sbc.receive();
        assertThat(refer).startsWith("REFER sip:caller@10.0.0.9:5070 SIP/2.0\r\n");
        assertThat(header(refer, "From")).isEqualTo("\"Bot\" <sip:bot@handover.example>;tag=botA1");
        assertThat(header(refer, "To")).isEqualTo("<sip:+491711234567@sbc.example.net>;tag=sbcZ9");
        assertThat(header(refer, "Call-ID")).isEqualTo("lent@bot");
        assertThat(header(refer, "CSeq")).isEqualTo("4711 REFER");
        assertThat(refer).contains("Route: <sip:p1.example.net;lr>\r\nRoute: <sip:p2.example.net;lr>\r\n");
        assertThat(refer).doesNotContain("Target-Dialog", "Require");
        sbc.send(UdpPeer.response(refer, "202 Accepted").replace(";tag=sbcZ9;tag=t1", ";tag=sbcZ9"));
        report(inDialog(refer).replace(";tag=sbcZ9", ";tag=another"), 481);
        report(inDialog(refer).replace("Event: refer", "Event: refer;id=4700"), 481);
        report(inDialog(refer).replace("Event: refer", "Event: refer;id=4711"), 200);
        assertThat(recorder.result().outcome()).isEqualTo(ForwardOutcome.ANSWERED);
    }

    private String inDialog(String refer) {
        return notify(refer, "", 1, "terminated", "SIP/2.0 200 OK").replace(";tag=sbcZ9;tag=", ";tag=sbcZ9");
    }

    @Test
    void aStrictRouterGetsTheRequestLineToItself() throws Exception {
        MovedCall call = new MovedCall.ByBorrowedDialog(
                "lent@bot",
                NameAddr.parse("<sip:bot@handover.example>;tag=botA1"),
                NameAddr.parse("<sip:caller@sbc.example.net>;tag=sbcZ9"),
                SipUri.parse("sip:caller@10.0.0.9:5070"),
                List.of(NameAddr.parse("<sip:old.example.net>"), NameAddr.parse("<sip:p2.example.net;lr>")),
                4711);
        stack.forward(forward(peer(), call, null), recorder);
        String refer = sbc.receive();
        assertThat(refer).startsWith("REFER sip:old.example.net SIP/2.0\r\n");
        assertThat(refer).contains("Route: <sip:p2.example.net;lr>\r\nRoute: <sip:caller@10.0.0.9:5070>\r\n");
    }

    @Test
    void whatPeersSayIsCutAndPrints() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "486 " + "\u202eab\u200bc\ud83d\ude00" + "x".repeat(500)));
        assertThat(recorder.result().reason()).startsWith("?ab?c").hasSize(200);
    }

    @Test
    void aReasonHeaderSaysMoreThanThePhrase() throws Exception {
        String refer = refer();
        sbc.send(UdpPeer.response(refer, "202 Accepted"));
        String fragment = "SIP/2.0 480 Gone\nReason: Q.850;cause=19;text=\"No answer from the user\"\n";
        report(notify(refer, 1, "terminated", fragment), 200);
        assertThat(recorder.result().reason()).isEqualTo("No answer from the user");
    }
}
