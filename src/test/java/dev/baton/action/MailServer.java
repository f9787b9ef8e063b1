package dev.baton.action;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real SMTP server, with TLS and a user, whose certificate is for this machine. */
final class MailServer implements AutoCloseable {

    static final String USER = "baton";
    static final String PASSWORD = "canary-mail-password";

    private static final long STARTUP_MILLIS = 60_000;

    private static @Nullable Path certificate;

    private final GreenMail server;

    private MailServer(GreenMail server) {
        this.server = server;
    }

    /** @param protocol smtp, or smtps with TLS from the first byte */
    static MailServer start(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(STARTUP_MILLIS);
        GreenMail server = new GreenMail(setup)
                .withConfiguration(new GreenMailConfiguration().withUser("baton@example.org", USER, PASSWORD));
        server.start();
        return new MailServer(server);
    }

    /** The PEM file of the servers' certificate; to be asked for before the first server starts. */
    static synchronized Path certificate() throws IOException, InterruptedException {
        if (certificate == null) {
            // The server's library reads its key once in the life of the JVM.
            certificate = made(Files.createTempDirectory("mail"));
        }
        return certificate;
    }

    private static Path made(Path folder) throws IOException, InterruptedException {
        String store = folder.resolve("mail.p12").toString();
        Path pem = folder.resolve("mail.pem");
        keytool(
                "-genkeypair -alias mail -keyalg EC -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1"
                        + " -storetype PKCS12 -storepass changeit -validity 2 -keystore",
                store);
        keytool("-exportcert -rfc -alias mail -storepass changeit -file " + pem + " -keystore", store);
        System.setProperty("greenmail.tls.keystore.file", store);
        System.setProperty("greenmail.tls.keystore.password", "changeit");
        return pem;
    }

    private static void keytool(String arguments, String store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(Arrays.asList(arguments.split(" ")));
        command.add(store);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    int port() {
        return server.getSmtp() != null
                ? server.getSmtp().getPort()
                : server.getSmtps().getPort();
    }

    List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    @Override
    public void close() {
        server.stop();
    }
}
