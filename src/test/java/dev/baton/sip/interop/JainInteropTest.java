package dev.baton.sip.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.sip.message.SipLimits;
import dev.baton.sip.message.SipMessage;
import dev.baton.sip.message.SipParser;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipWriter;
import dev.baton.sip.message.Torture;
import dev.baton.sip.transport.TransportType;
import gov.nist.core.CommonLogger;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JainInteropTest {

    static List<Torture> validMessages() {
        return Torture.all().stream()
                .filter(message -> message.expected().equals("ok"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("validMessages")
    void anotherParserUnderstandsTheSame(Torture message) throws Exception {
        CommonLogger.legacyLogger = new SilentStackLogger();
        SipMessage ours = new SipParser(SipLimits.DEFAULT).parse(message.bytes());
        SIPMessage theirs = new StringMsgParser().parseSIPMessage(SipWriter.write(ours), true, false, null);
        assertThat(theirs.getCallId().getCallId()).isEqualTo(ours.callId());
        assertThat(theirs.getCSeq().getSeqNumber()).isEqualTo(ours.cseq().number());
        assertThat(theirs.getFrom().getTag()).isEqualTo(ours.from().tag().orElse(null));
        assertThat(theirs.getTo().getTag()).isEqualTo(ours.to().tag().orElse(null));
        assertThat(theirs.getTopmostVia().getBranch())
                .isEqualTo(ours.via().orElseThrow().branch().orElse(null));
        if (ours instanceof SipRequest request) {
            assertThat(((SIPRequest) theirs).getMethod()).isEqualTo(request.method());
            assertThat(((SIPRequest) theirs).getRequestURI())
                    .hasToString(request.uri().toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP"})
    void anotherStackTakesAReferAndReportsHowItWent(TransportType transport) throws Exception {
        int port = Gateway.freePort();
        try (Gateway gateway = new Gateway();
                JainPeer peer = new JainPeer(port, transport.name().toLowerCase(Locale.ROOT))) {
            assertThat(gateway.send(gateway.refer(transport, port), transport, port)
                            .toCompletableFuture()
                            .get()
                            .status())
                    .isEqualTo(202);
            await().atMost(Duration.ofSeconds(20)).until(() -> peer.answersToNotify.containsAll(Set.of(101, 102)));
            assertThat(gateway.reports).extracting(report -> report.status()).containsExactlyInAnyOrder(100, 200);
        }
    }
}
