package dev.baton.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sip.lab.BotDialog;
import dev.baton.sip.lab.Kamailio;
import dev.baton.sip.lab.LabFolder;
import dev.baton.sip.lab.Sbc;
import dev.baton.sip.lab.VoiceLab;
import dev.baton.sip.support.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call whose SBC must prove who it is, before it is told which call is to move. */
class LiveVoiceTlsTest {

    private static final String ALL =
            "username: USER, password: PASSWORD, numberHost: \"NUMBERS\", numberAllow: \"+4930\", phoneNumber: \""
                    + VoiceLab.AGENT_NUMBER + "\"";

    private static final String TARGETS =
            """
            targets:
              right:
                connector: voice-forward
                settings: {ALL, peer: "callctl@127.0.0.1:RIGHT"}
              other-name:
                connector: voice-forward
                settings: {ALL, peer: "callctl@127.0.0.1:OTHER"}
              unknown-authority:
                connector: voice-forward
                settings: {ALL, peer: "callctl@127.0.0.1:UNKNOWN"}
              log: {connector: logging-only, settings: {}}
            steps:
              right: {voice: right, fallback: [log]}
              other-name: {voice: other-name, fallback: [log], deadline: 0s}
              unknown-authority: {voice: unknown-authority, fallback: [log], deadline: 0s}
            default: right
            """;

    @RegisterExtension
    static final VoiceLab LAB = VoiceLab.callerFollowsRedirects();

    @TempDir
    static Path folder;

    private static Impostor otherName;
    private static Impostor unknownAuthority;
    private static LiveGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        TlsIdentity own = TlsIdentity.of(folder, "uri:sip:gw.example.com");
        otherName = Impostor.start("uri:sip:other.example.net");
        unknownAuthority = Impostor.start("uri:sip:127.0.0.1");
        Path first = LAB.sbcIdentity().writeCertificate(folder.resolve("first.pem"));
        Path second = otherName.identity().writeCertificate(folder.resolve("second.pem"));
        Path trusted =
                Files.writeString(folder.resolve("trusted.pem"), Files.readString(first) + Files.readString(second));
        gateway = LiveGateway.start(
                folder,
                TARGETS.replace("ALL", ALL)
                        .replace("RIGHT", port(LAB.sbc()))
                        .replace("OTHER", port(otherName.sbc()))
                        .replace("UNKNOWN", port(unknownAuthority.sbc()))
                        .replace("NUMBERS", "127.0.0.1:" + LAB.sbc().address().getPort()),
                "--baton.sip.listen=tls:127.0.0.1:0",
                "--baton.sip.tls-certificate=" + own.writeCertificate(folder.resolve("own.pem")),
                "--baton.sip.tls-key=" + own.writeKey(folder.resolve("own-key.pem")),
                "--baton.sip.tls-trusted=" + trusted);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {gateway, otherName, unknownAuthority}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @Test
    void theCallMoves() throws Exception {
        BotDialog call = LAB.callBot();

        ObjectNode receipt = gateway.handOver("right", call);

        assertThat(receipt.path("state").asText()).as("%s", receipt).isEqualTo("active");
        LAB.awaitCallerIsWithAgent();
        assertThat(LAB.sbc().received()).anyMatch(line -> line.startsWith("got REFER over tls"));
    }

    @ParameterizedTest
    @CsvSource({
        "other-name, does not name the domain 127.0.0.1",
        "unknown-authority, its authority must be among the trusted ones"
    })
    void whoCannotProveToBeTheSbcIsToldNothing(String step, String reason) throws Exception {
        BotDialog call = LAB.callBot();

        ObjectNode receipt = gateway.handOver(step, call);

        assertThat(receipt.path("target").asText()).as("%s", receipt).isEqualTo("log");
        assertThat(receipt.at("/attempts/0/code").asText()).isEqualTo("untrusted_certificate");
        assertThat(receipt.at("/attempts/0/reason").asText()).contains(reason);
        assertThat(otherName.sbc().received()).noneMatch(line -> line.contains("over tls"));
        assertThat(unknownAuthority.sbc().received()).noneMatch(line -> line.contains("over tls"));
        LAB.awaitCallerIsWithBot();
    }

    private static String port(Kamailio sbc) {
        return Integer.toString(sbc.tlsAddress().getPort());
    }

    /** Stands where the SBC is expected, with a certificate that does not prove it. */
    private record Impostor(LabFolder folder, TlsIdentity identity, Kamailio sbc) implements AutoCloseable {

        static Impostor start(String names) throws Exception {
            LabFolder folder = new LabFolder();
            TlsIdentity identity = TlsIdentity.of(folder.path(), names);
            return new Impostor(folder, identity, Kamailio.start(folder, Sbc.alone(identity)));
        }

        @Override
        public void close() throws IOException {
            sbc.close();
            folder.close();
        }
    }
}
