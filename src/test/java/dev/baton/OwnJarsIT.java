package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.baton.support.BatonProcess;
import dev.baton.support.Catalogue;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway with jars that it was not built with. */
class OwnJarsIT {

    /** One class of each jar: a component and what it needs. */
    private static final List<String> MAIL = List.of(
            "org.apache.camel.component.mail.MailComponent",
            "org.apache.camel.attachment.AttachmentMessage",
            "jakarta.mail.Session",
            "jakarta.activation.DataHandler",
            "org.eclipse.angus.mail.smtp.SMTPTransport",
            "org.eclipse.angus.activation.MailcapFile");

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Path folder;

    OwnJarsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void install() throws IOException {
        mail.start();
        mail.setUser("desk@example.org", "desk", "secret-1");
        Catalogue.drop("mail-sink", folder.resolve("connectors"));
        Files.writeString(folder.resolve("password"), "secret-1");
        Files.writeString(
                folder.resolve("targets.yaml"),
                """
                targets:
                  mail:
                    connector: mail-sink
                    settings:
                      connectionHost: 127.0.0.1
                      connectionPort: "%d"
                      username: desk
                      password: ${file:%s}
                      from: bot@example.org
                      to: desk@example.org
                      subject: Handover
                steps: {support: {text: mail}}
                """
                        .formatted(
                                mail.getSmtp().getPort(),
                                folder.resolve("password").toAbsolutePath()));
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    @Test
    void aComponentInOneOfThemIsFound() throws Exception {
        copyJars(folder.resolve("lib"));
        try (BatonProcess gateway = launch(Map.of("JAVA_TOOL_OPTIONS", "-Dloader.path=lib"))) {
            gateway.awaitReadiness();
            String receipt =
                    gateway.post(Messages.minimal(), "Prefer", "wait=10").body();
            assertThat(GatewayUnderTest.json(receipt).path("state").asText())
                    .as("%s%n%s", receipt, gateway.output())
                    .isEqualTo("accepted");
            assertThat(mail.getReceivedMessages()).hasSize(1);
        }
    }

    @Test
    void withoutThemTheComponentIsSaidToBeMissing() throws Exception {
        try (BatonProcess gateway = launch(Map.of())) {
            gateway.awaitReadiness();
            assertThat(gateway.output())
                    .contains("mail-sink.kamelet.yaml", "found smtp:, which no component on the class path offers");
        }
    }

    private BatonProcess launch(Map<String, String> environment) throws IOException {
        return BatonProcess.launch(BatonProcess.JAR, folder, environment, "--baton.connectors=connectors");
    }

    private static void copyJars(Path lib) throws Exception {
        Files.createDirectories(lib);
        for (String name : MAIL) {
            Path jar = Path.of(Class.forName(name)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
