package dev.baton.sip.lab;

import dev.baton.sip.auth.Credentials;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Kamailio that plays an SBC: it carries calls, and moves them when it is asked with REFER; see kamailio.cfg. */
public final class Kamailio implements AutoCloseable {

    /** Of its digest challenge. */
    public static final String REALM = "sbc.example.net";

    public static final Credentials CREDENTIALS = new Credentials("gw-handover", "s3cret-example");

    private static final List<String> IN_FOREGROUND_AND_SMALL = List.of("-DD", "-E", "-m", "64", "-M", "4");
    private static final int PROBE_MILLIS = 250;

    private final LabProcess process;
    private final int port;
    private final int tlsPort;

    private Kamailio(LabProcess process, int port, int tlsPort) {
        this.process = process;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** Skips the test when Kamailio or its TLS module is not there. */
    public static Path require() {
        LabPrograms.requireLibrary("kamailio/modules/tls.so", "kamailio-tls-modules");
        return LabPrograms.require("kamailio", "kamailio");
    }

    /** Starts it, and waits until it answers. */
    public static Kamailio start(LabFolder folder, Sbc sbc) throws Exception {
        Path program = require();
        int port = LabPorts.free(2);
        Path config = folder.write("kamailio/kamailio.cfg", "kamailio.cfg", values(folder, sbc, port));
        Path work = config.getParent();
        List<String> command = new ArrayList<>(List.of(program.toString(), "-f", config.toString()));
        command.addAll(IN_FOREGROUND_AND_SMALL);
        command.addAll(List.of("-w", work.toString(), "-Y", work.toString()));
        if (sbc.followsRedirects()) {
            command.addAll(List.of("-A", "FOLLOW"));
        }
        LabProcess process = LabProcess.start("kamailio", folder.path(), command);
        Kamailio started = new Kamailio(process, port, port + 1);
        try {
            process.awaitUntil("it answers", started::answers);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
        return started;
    }

    private static Map<String, Object> values(LabFolder folder, Sbc sbc, int port) throws Exception {
        Map<String, Object> values = new HashMap<>();
        values.put("port", port);
        values.put("tlsPort", port + 1);
        values.put("bot", sbc.botPort());
        values.put("agent", sbc.agentPort());
        // For Kamailio, MD5 is to say nothing.
        values.put("algorithm", sbc.algorithm().token().replace("MD5", ""));
        values.put("realm", REALM);
        values.put("user", CREDENTIALS.username());
        values.put("password", CREDENTIALS.password());
        values.put("certificate", sbc.identity().writeCertificate(folder.path().resolve("sbc.pem")));
        values.put("key", sbc.identity().writeKey(folder.path().resolve("sbc-key.pem")));
        return values;
    }

    private boolean answers() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            byte[] ask = ("OPTIONS sip:127.0.0.1:" + port + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
                            + socket.getLocalPort() + ";branch=z9hG4bKready\r\nMax-Forwards: 70\r\n"
                            + "From: <sip:ready@127.0.0.1>;tag=r\r\nTo: <sip:127.0.0.1>\r\nCall-ID: ready\r\n"
                            + "CSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(ask, ask.length, address()));
            socket.setSoTimeout(PROBE_MILLIS);
            socket.receive(new DatagramPacket(new byte[4096], 4096));
            return true;
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }

    /** For UDP and TCP. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public InetSocketAddress tlsAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), tlsPort);
    }

    /** Which requests reached it, a line for each: {@code got <method> over <transport> <Call-ID>}. */
    public List<String> received() {
        return process.log()
                .lines()
                .filter(line -> line.contains("got "))
                .map(line -> line.substring(line.indexOf("got ")))
                .toList();
    }

    LabProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
