package dev.baton.sip.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.auth.Credentials;
import dev.baton.sip.auth.DigestAlgorithm;
import dev.baton.sip.auth.DigestClient;
import dev.baton.sip.forward.Forward;
import dev.baton.sip.forward.ForwardOutcome;
import dev.baton.sip.forward.ForwardResult;
import dev.baton.sip.forward.MovedCall;
import dev.baton.sip.forward.Redirect;
import dev.baton.sip.forward.SipStack;
import dev.baton.sip.forward.SipStackSettings;
import dev.baton.sip.location.SipLocator;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TargetDialog;
import dev.baton.sip.message.UserToUser;
import dev.baton.sip.support.Sipp;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole forwards, with sipp as the SBC. */
class SippForwardTest {

    /** Timers F and N are 6.4 seconds. */
    private static final TransactionSettings FAST = new TransactionSettings(
            Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(500), 100, 100, Set.of());

    private static final String VERIFIED =
            "<verifyauth assign_to=\"good\" username=\"gw-handover\" password=\"s3cret-example\"/>";
    /** sipp verifies only what stands in Authorization. */
    private static final String NAMED = "<ereg regexp=\"gw-handover.*response\" search_in=\"hdr\""
            + " header=\"Proxy-Authorization:\" assign_to=\"good\"/>";

    @TempDir
    Path folder;

    private SipStack stack;

    @BeforeAll
    static void sippMustBeThere() {
        Sipp.mustBeThere();
    }

    @BeforeEach
    void open() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        List<ListeningPoint> listening =
                List.of(new ListeningPoint(TransportType.UDP, any), new ListeningPoint(TransportType.TCP, any));
        stack = SipStack.open(new SipStackSettings(
                TransportSettings.of(listening, "127.0.0.1"),
                FAST,
                SipLocator.system(EnumSet.of(TransportType.UDP, TransportType.TCP), false),
                100,
                100,
                Duration.ofSeconds(30)));
    }

    @AfterEach
    void close() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({
        "UDP, u1, 200 OK, ANSWERED",
        "TCP, t1, 200 OK, ANSWERED",
        "UDP, u1, 486 Busy Here, BUSY",
        "UDP, u1, 480 Temporarily Unavailable, NO_ANSWER",
        "UDP, u1, 603 Decline, DECLINED",
        "UDP, u1, 404 Not Found, BAD_NUMBER",
    })
    void reportsSayHowItEnds(TransportType transport, String mode, String last, ForwardOutcome outcome)
            throws Exception {
        ForwardResult result =
                run(transport, "s3cret-example", "forward-reports.xml", Map.of("final", last), "-t", mode);
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.referStatus()).isEqualTo(202);
        assertThat(result.finalStatus()).isEqualTo(Integer.parseInt(last.substring(0, 3)));
        assertThat(result.reason()).isEqualTo(last.substring(4));
    }

    @ParameterizedTest
    @CsvSource({
        "481 Call/Transaction Does Not Exist, X-Note: none, CALL_GONE",
        "501 Not Implemented, X-Note: none, UNSUPPORTED",
        "503 Service Unavailable, Retry-After: 5, UNAVAILABLE",
        "429 Provide Referrer Identity, X-Note: none, IDENTITY_NEEDED",
        "202 Accepted, Refer-Sub: false, ACCEPTED_UNVERIFIED",
        "202 Accepted, X-Note: and no report ever, UNKNOWN",
    })
    void theAnswerMayBeTheEnd(String status, String field, ForwardOutcome outcome) throws Exception {
        Map<String, String> words = Map.of("status", status, "field", field);
        ForwardResult result = run(TransportType.UDP, "s3cret-example", "forward-answered.xml", words);
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.referStatus()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
    }

    @ParameterizedTest
    @CsvSource({
        "401 Unauthorized, WWW-Authenticate, s3cret-example, ANSWERED",
        "407 Proxy Authentication Required, Proxy-Authenticate, s3cret-example, ANSWERED",
        "401 Unauthorized, WWW-Authenticate, wrong, NOT_AUTHENTICATED",
    })
    void theDigestMustBeRight(String status, String challenge, String password, ForwardOutcome outcome)
            throws Exception {
        Map<String, String> words =
                Map.of("status", status, "challenge", challenge, "check", status.startsWith("401") ? VERIFIED : NAMED);
        ForwardResult result = run(TransportType.UDP, password, "forward-challenge.xml", words);
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(stack.counts().authenticationFailures())
                .isEqualTo(outcome == ForwardOutcome.NOT_AUTHENTICATED ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward-early.xml", "forward-again.xml"})
    void neitherEarlyNorRepeatedReportsConfuseIt(String scenario) throws Exception {
        ForwardResult result = run(TransportType.UDP, "s3cret-example", scenario, Map.of());
        assertThat(result.outcome()).isEqualTo(ForwardOutcome.ANSWERED);
        assertThat(result.referStatus()).isEqualTo(202);
        assertThat(stack.counts().strayReports()).isZero();
    }

    @Test
    void aCallThatIsRoutedToUsIsSentOn() throws Exception {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        SipUri offered = stack.redirect(new Redirect("sbc", agent(), Duration.ofSeconds(60)), ended::complete)
                .orElseThrow()
                .uri();
        String us = "127.0.0.1:" + offered.port();
        Map<String, String> words = Map.of("user", offered.user());
        try (Sipp sipp = new Sipp(folder, "forward-redirect.xml", words, us, "-m", "1")) {
            assertThat(sipp.result()).as(sipp.log()).isZero();
        }
        assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private ForwardResult run(
            TransportType transport, String password, String scenario, Map<String, String> words, String... arguments)
            throws Exception {
        int port = Sipp.freePort();
        String[] all = Stream.concat(Stream.of("-p", Integer.toString(port), "-m", "1"), Stream.of(arguments))
                .toArray(String[]::new);
        try (Sipp sipp = new Sipp(folder, scenario, words, all)) {
            sipp.awaitListening(port);
            CompletableFuture<ForwardResult> ended = new CompletableFuture<>();
            stack.forward(forward(transport, port, password), ended::complete);
            ForwardResult result = ended.get(40, TimeUnit.SECONDS);
            assertThat(sipp.result()).as(sipp.log()).isZero();
            return result;
        }
    }

    private static Forward forward(TransportType transport, int port, String password) {
        SipUri peer = SipUri.of("callctl", "127.0.0.1", port);
        return new Forward(
                "sbc",
                transport == TransportType.UDP ? peer : peer.withParam("transport", "tcp"),
                NameAddr.of(SipUri.of("handover-gw", "handover.example", 0)),
                new MovedCall.ByTargetDialog(TargetDialog.seenByPeer("9f2c-bot-77@sbc.example.net", "botA1", "sbcZ9")),
                agent(),
                SipHeaders.NONE,
                new DigestClient(
                        realm -> Optional.of(new Credentials("gw-handover", password)),
                        EnumSet.allOf(DigestAlgorithm.class)),
                true,
                Duration.ofSeconds(90));
    }

    private static SipUri agent() {
        return SipUri.of("+4930901820", "sbc.example.net", 0)
                .withParam("user", "phone")
                .withHeader("User-to-User", UserToUser.of("hx-1").toString());
    }
}
