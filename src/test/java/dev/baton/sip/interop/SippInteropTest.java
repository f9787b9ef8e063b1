package dev.baton.sip.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.auth.Credentials;
import dev.baton.sip.auth.DigestAlgorithm;
import dev.baton.sip.auth.DigestClient;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.support.Sipp;
import dev.baton.sip.transport.TransportType;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against sipp, the load generator of the trade. */
class SippInteropTest {

    private static final int CALLS = 20;

    @TempDir
    Path folder;

    @BeforeAll
    static void sippMustBeThere() {
        Sipp.mustBeThere();
    }

    @ParameterizedTest
    @CsvSource({"UDP, u1", "TCP, t1"})
    void anSbcChecksOurDigestTakesOurReferAndReports(TransportType transport, String mode) throws Exception {
        int port = Sipp.freePort();
        String[] arguments = {"-p", Integer.toString(port), "-t", mode, "-m", Integer.toString(CALLS)};
        try (Sipp sipp = new Sipp(folder, "refer-uas.xml", arguments);
                Gateway gateway = new Gateway()) {
            DigestClient digest = new DigestClient(
                    realm -> Optional.of(new Credentials("gw-handover", "s3cret-example")),
                    EnumSet.allOf(DigestAlgorithm.class));
            sipp.awaitListening(port);
            for (int i = 0; i < CALLS; i++) {
                SipRequest refer = gateway.refer(transport, port);
                SipResponse answer = gateway.send(refer, transport, port)
                        .thenCompose(refusal -> again(gateway, digest, refer, refusal, transport, port))
                        .toCompletableFuture()
                        .get(40, TimeUnit.SECONDS);
                assertThat(answer.status()).as(Integer.toString(i)).isEqualTo(202);
            }
            assertThat(sipp.result()).as(sipp.log()).isZero();
            assertThat(gateway.reports).hasSize(2 * CALLS);
        }
    }

    private static CompletionStage<SipResponse> again(
            Gateway gateway,
            DigestClient digest,
            SipRequest refer,
            SipResponse refusal,
            TransportType transport,
            int port) {
        return gateway.send(digest.retry(refer, refusal, 1).orElseThrow(), transport, port);
    }

    @Test
    void callsAreRedirected() throws Exception {
        try (Gateway gateway = new Gateway()) {
            int port = gateway.endpoint()
                    .transport()
                    .localAddress(TransportType.UDP)
                    .getPort();
            try (Sipp sipp = new Sipp(folder, "redirect-uac.xml", "127.0.0.1:" + port, "-r", "200", "-m", "200")) {
                assertThat(sipp.result()).as(sipp.log()).isZero();
            }
        }
    }
}
