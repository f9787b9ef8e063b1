package dev.baton.sip.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.sip.auth.Credentials;
import dev.baton.sip.auth.DigestAlgorithm;
import dev.baton.sip.auth.DigestClient;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transport.TransportType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
    static void sippMustBeThere() throws Exception {
        boolean found = false;
        for (String path : System.getenv().getOrDefault("PATH", "").split(":")) {
            found |= Files.isExecutable(Path.of(path, "sipp"));
        }
        assumeTrue(found, "sipp is not installed (Debian: apt-get install sip-tester)");
    }

    @ParameterizedTest
    @CsvSource({"UDP, u1", "TCP, t1"})
    void anSbcChecksOurDigestTakesOurReferAndReports(TransportType transport, String mode) throws Exception {
        int port = Gateway.freePort();
        Process sipp = sipp("refer-uas.xml", "-p", Integer.toString(port), "-t", mode, "-m", Integer.toString(CALLS));
        try (Gateway gateway = new Gateway()) {
            DigestClient digest = new DigestClient(
                    realm -> Optional.of(new Credentials("gw-handover", "s3cret-example")),
                    EnumSet.allOf(DigestAlgorithm.class));
            await().atMost(Duration.ofSeconds(20)).until(() -> !sipp.isAlive() || isListening(port));
            for (int i = 0; i < CALLS; i++) {
                SipRequest refer = gateway.refer(transport, port);
                SipResponse answer = gateway.send(refer, transport, port)
                        .thenCompose(refusal -> again(gateway, digest, refer, refusal, transport, port))
                        .toCompletableFuture()
                        .get(40, TimeUnit.SECONDS);
                assertThat(answer.status()).as(Integer.toString(i)).isEqualTo(202);
            }
            assertThat(sipp.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(sipp.exitValue()).as(log()).isZero();
            assertThat(gateway.reports).hasSize(2 * CALLS);
        } finally {
            sipp.destroyForcibly();
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
            Process sipp = sipp("redirect-uac.xml", "127.0.0.1:" + port, "-r", "200", "-m", "200");
            try {
                assertThat(sipp.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(sipp.exitValue()).as(log()).isZero();
            } finally {
                sipp.destroyForcibly();
            }
        }
    }

    private Process sipp(String scenario, String... arguments) throws IOException {
        Path file = folder.resolve(scenario);
        try (InputStream resource = SippInteropTest.class.getResourceAsStream("/sip/" + scenario)) {
            Files.write(file, resource.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of("sipp", "-sf", file.toString(), "-i", "127.0.0.1", "-nostdin"));
        command.addAll(List.of(
                "-timeout",
                "60",
                "-trace_err",
                "-error_file",
                folder.resolve("errors").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sipp.log").toFile())
                .start();
    }

    /** Linux tells who listens; both tables, since the port is of only one of them. */
    private static boolean isListening(int port) throws IOException {
        String wanted = String.format(":%04X ", port);
        return Files.readString(Path.of("/proc/net/udp")).contains(wanted)
                || Files.readString(Path.of("/proc/net/tcp")).contains(wanted);
    }

    private String log() throws IOException {
        Path errors = folder.resolve("errors");
        return Files.exists(errors) ? Files.readString(errors) : "no errors";
    }
}
