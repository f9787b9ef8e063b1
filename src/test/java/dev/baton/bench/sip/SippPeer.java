package dev.baton.bench.sip;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.support.Sipp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** sipp as a peer, until it is closed, on a core of its own. */
final class SippPeer implements AutoCloseable {

    private static final int CORE = 1;
    private static final String BUFFER_BYTES = "4194304";
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    /** The second report. */
    private static final String ENDS =
            """
              <send retrans="500"><![CDATA[
            NOTIFY sip:handover-gw@127.0.0.1 SIP/2.0
            Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
            Max-Forwards: 70
            From: <sip:callctl@127.0.0.1>;tag=sx[call_number]
            To: <sip:handover-gw@handover.example>;[$tag]
            Call-ID: [call_id]
            CSeq: 102 NOTIFY
            Contact: <sip:sbc@[local_ip]:[local_port]>
            Event: refer
            Subscription-State: terminated;reason=noresource
            Content-Type: message/sipfrag;version=2.0
            Content-Length: [len]

            SIP/2.0 200 OK
              ]]></send>
              <recv response="200"/>
            """;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final int port;

    private SippPeer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Reports that somebody has answered. */
    static SippPeer answering(Path folder) throws Exception {
        return start(folder, "load-reports.xml", ENDS);
    }

    /** Reports that it is trying, and nothing more. */
    static SippPeer ringing(Path folder) throws Exception {
        return start(folder, "load-reports.xml", "");
    }

    /** Answers OPTIONS. */
    static SippPeer watched(Path folder) throws Exception {
        return start(folder, "load-options.xml", "");
    }

    private static SippPeer start(Path folder, String scenario, String rest) throws Exception {
        int port = Sipp.freePort();
        Path file = folder.resolve(port + "-" + scenario);
        try (InputStream resource = SippPeer.class.getResourceAsStream("/sip/" + scenario)) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(file, text.replace("@rest@", rest));
        }
        List<String> command = List.of(
                "sipp",
                "-sf",
                file.toString(),
                "-i",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-nostdin",
                // Copies that cross each other end no call.
                "-buff_size",
                BUFFER_BYTES,
                "-default_behaviors",
                "none");
        Process process = new ProcessBuilder(Pinned.to(CORE, command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        RUNNING.add(process);
        awaitListening(process, port);
        return new SippPeer(process, port);
    }

    /** Linux tells who listens. */
    private static void awaitListening(Process process, int port) throws IOException, InterruptedException {
        String wanted = String.format(":%04X ", port);
        while (!Files.readString(Path.of("/proc/net/udp")).contains(wanted)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("sipp ended with " + process.exitValue());
            }
        }
    }

    SipUri uri(String user) {
        return SipUri.of(user, "127.0.0.1", port);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        RUNNING.remove(process);
        process.destroyForcibly();
    }
}
