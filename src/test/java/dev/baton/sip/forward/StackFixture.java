package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.auth.Credentials;
import dev.baton.sip.auth.DigestAlgorithm;
import dev.baton.sip.auth.DigestClient;
import dev.baton.sip.location.SipLocator;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TargetDialog;
import dev.baton.sip.message.UserToUser;
import dev.baton.sip.support.UdpPeer;
import dev.baton.sip.transaction.Ids;
import dev.baton.sip.transaction.ManualTimers;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stack on a clock that is turned by hand, and an SBC with a UDP socket. */
abstract class StackFixture {

    static final int MOST = 3;

    final ManualTimers timers = new ManualTimers();
    final Recorder recorder = new Recorder();
    ForwardingStack stack;
    UdpPeer sbc;

    @BeforeEach
    void open() throws Exception {
        stack = new ForwardingStack(settings(), timers, () -> {});
        sbc = new UdpPeer(stack.transport().localAddress(TransportType.UDP));
    }

    @AfterEach
    void close() {
        stack.close();
        sbc.close();
    }

    static SipStackSettings settings() {
        InetSocketAddress any = new InetSocketAddress(UdpPeer.loopback(), 0);
        List<ListeningPoint> listening =
                List.of(new ListeningPoint(TransportType.UDP, any), new ListeningPoint(TransportType.TCP, any));
        return new SipStackSettings(
                TransportSettings.of(listening, "127.0.0.1"),
                TransactionSettings.DEFAULT,
                SipLocator.system(EnumSet.of(TransportType.UDP, TransportType.TCP), false),
                MOST,
                MOST,
                Duration.ofSeconds(30));
    }

    SipUri peer() {
        return SipUri.of("callctl", "127.0.0.1", sbc.address().getPort());
    }

    static DigestClient digest(String password) {
        return new DigestClient(
                realm -> Optional.of(new Credentials("gw-handover", password)), EnumSet.allOf(DigestAlgorithm.class));
    }

    static MovedCall anyCall() {
        return new MovedCall.ByTargetDialog(TargetDialog.seenByPeer(Ids.random() + "@sbc", "botA1", "sbcZ9"));
    }

    static SipUri agent() {
        return SipUri.of("+4930901820", "sbc.example.net", 0)
                .withParam("user", "phone")
                .withHeader("User-to-User", UserToUser.of("hx-1").toString());
    }

    static Forward forward(SipUri peer, MovedCall call, @Nullable DigestClient digest) {
        return new Forward(
                "sbc",
                peer,
                NameAddr.of(SipUri.of("handover-gw", "handover.example", 0)),
                call,
                agent(),
                SipHeaders.NONE,
                digest,
                true,
                Duration.ofSeconds(90));
    }

    /** Sends the REFER, and gives it back as the SBC sees it. */
    String refer() throws Exception {
        stack.forward(forward(peer(), anyCall(), digest("s3cret-example")), recorder);
        return sbc.receive();
    }

    static String header(String message, String name) {
        for (String line : message.split("\r\n")) {
            if (line.startsWith(name + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    /** A report of the one that answered. */
    String notify(String refer, int cseq, String state, String fragment) {
        return notify(refer, "t1", cseq, state, fragment);
    }

    String notify(String refer, String fork, int cseq, String state, String fragment) {
        return notify(
                refer, fork, cseq, "Event: refer\nSubscription-State: " + state + "\n", "message/sipfrag", fragment);
    }

    String notify(String refer, String fork, int cseq, String headers, String type, String body) {
        String contact = header(refer, "Contact").replaceAll("[<>]", "");
        return "NOTIFY " + contact + " SIP/2.0\nVia: SIP/2.0/UDP 127.0.0.1:"
                + sbc.address().getPort() + ";rport;branch=z9hG4bK" + Ids.random() + "\nMax-Forwards: 70\nFrom: "
                + header(refer, "To") + ";tag=" + fork + "\nTo: " + header(refer, "From") + "\nCall-ID: "
                + header(refer, "Call-ID") + "\nCSeq: " + cseq + " NOTIFY\nContact: <" + peer() + ">\n" + headers
                + (body.isEmpty() ? "" : "Content-Type: " + type + "\n") + "Content-Length: "
                + body.replace("\n", "\r\n").length() + "\n\n"
                + body;
    }

    /** Reports, and checks how that is answered. */
    void report(String notify, int status) throws Exception {
        sbc.send(notify);
        assertThat(sbc.receive()).startsWith("SIP/2.0 " + status + " ");
    }
}
