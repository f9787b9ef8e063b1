package dev.baton.sip.lab;

import dev.baton.sip.message.SipParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A telephone: baresip. */
public final class Baresip implements AutoCloseable {

    private static final Pattern CALL = Pattern.compile("(?m)^.*\\[line \\d+].*$");

    private final LabProcess process;
    private final ControlConnection control;
    private final int port;

    private Baresip(LabProcess process, ControlConnection control, int port) {
        this.process = process;
        this.control = control;
        this.port = port;
    }

    /** Skips the test when baresip is not there. */
    public static Path require() {
        LabPrograms.requireLibrary("baresip/modules/ctrl_tcp.so", "baresip-core");
        return LabPrograms.require("baresip", "baresip-core");
    }

    /** @param name also its user name; it answers each call at once */
    public static Baresip answering(LabFolder folder, String name) throws IOException {
        return start(folder, name, "auto", "");
    }

    /** @param proxyPort through which all its calls go, on loopback over UDP */
    public static Baresip calling(LabFolder folder, String name, int proxyPort) throws IOException {
        return start(folder, name, "manual", ";outbound=\"sip:127.0.0.1:" + proxyPort + "\"");
    }

    private static Baresip start(LabFolder folder, String name, String answers, String proxy) throws IOException {
        Path program = require();
        // For SIP, for SIP over TLS, and for commands.
        int port = LabPorts.free(3);
        Map<String, Object> values = Map.of(
                "name", name,
                "answers", answers,
                "proxy", proxy,
                "port", port,
                "control", port + 2,
                "modules", LabPrograms.requireLibrary("baresip/modules", "baresip-core"));
        Path config = folder.write(name + "/config", "baresip.cfg", values);
        folder.write(name + "/accounts", "baresip-accounts", values);
        LabProcess process = LabProcess.start(
                name,
                folder.path(),
                List.of(program.toString(), "-s", "-f", config.getParent().toString()));
        try {
            process.awaitUntil("it is ready", () -> process.log().contains("baresip is ready"));
            return new Baresip(process, new ControlConnection(port + 2), port);
        } catch (IOException | RuntimeException | Error e) {
            process.close();
            throw e;
        }
    }

    /** For SIP over UDP and TCP. */
    public int port() {
        return port;
    }

    /** Starts a call, and does not wait for it. */
    public void dial(String uri) throws IOException {
        control.run("dial", uri);
    }

    /** Ends all calls, and waits until they are gone. */
    public void hangUp() {
        process.awaitUntil("no call", () -> {
            if (calls().isEmpty()) {
                return true;
            }
            control.run("hangup", "");
            return false;
        });
    }

    /** A line for each call, as baresip writes it: the state, and who is at the other end. */
    public List<String> calls() throws IOException {
        return CALL.matcher(control.run("listcalls", ""))
                .results()
                .map(found -> found.group().strip())
                .toList();
    }

    /** Waits until it is in exactly one call, which is established, and whose other end has this user name. */
    public void awaitCallWith(String user) {
        String peer = "sip:" + user + "@";
        process.awaitUntil("a call with " + user, () -> {
            List<String> calls = calls();
            return calls.size() == 1
                    && calls.get(0).contains("ESTABLISHED")
                    && calls.get(0).contains(peer);
        });
    }

    /** Waits until it is in no call. */
    public void awaitNoCall() {
        process.awaitUntil("no call", () -> calls().isEmpty());
    }

    /** The call that came last, as it sees it. */
    public BotDialog dialog() throws SipParseException {
        Optional<BotDialog> last = new SipTrace(process.log()).lastCall();
        return last.orElseThrow(() -> new IllegalStateException("there was no call\n" + process.log()));
    }

    /** A header field of the last INVITE, such as what an agent is told about the call. */
    public Optional<String> invitedWith(String header) {
        return new SipTrace(process.log()).lastInvite().flatMap(invite -> invite.headers()
                .first(header));
    }

    /** Whether it ever received, or sent, an answer of this status. */
    public boolean sawStatus(int status) {
        return process.log().contains("\nSIP/2.0 " + status + " ");
    }

    LabProcess process() {
        return process;
    }

    @Override
    public void close() throws IOException {
        control.close();
        process.close();
    }
}
