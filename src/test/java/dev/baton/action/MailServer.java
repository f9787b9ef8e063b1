package dev.baton.action;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A real SMTP server, with TLS and a user, whose certificate is for this machine. */
final class MailServer implements AutoCloseable {

    static final String USER = "baton";
    static final String PASSWORD = "canary-mail-password";

    private final GreenMail server;

    private MailServer(GreenMail server) {
        this.server = server;
    }

    /** @param protocol smtp, or smtps with TLS from the first byte */
    static MailServer start(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        GreenMail server = new GreenMail(setup)
                .withConfiguration(new GreenMailConfiguration().withUser("baton@example.org", USER, PASSWORD));
        server.start();
        return new MailServer(server);
    }

    /** Makes a certificate for localhost and has servers that start from now on use it; answers with its PEM file. */
    static Path certificate(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("mail.p12");
        Path pem = folder.resolve("mail.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-validity",
                "2");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "mail",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-file",
                pem.toString());
        System.setProperty("greenmail.tls.keystore.file", store.toString());
        System.setProperty("greenmail.tls.keystore.password", "changeit");
        return pem;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
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
