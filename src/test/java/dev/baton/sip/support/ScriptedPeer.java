package dev.baton.sip.support;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A peer with a UDP socket that answers each request as its script says, to where it came from. */
public final class ScriptedPeer implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final DatagramSocket socket;
    private final Function<String, List<String>> script;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::serve, "scripted-peer");
    private volatile SocketAddress other;

    /** @param script what is sent back, with bare line ends; called on one thread */
    public ScriptedPeer(Function<String, List<String>> script) throws IOException {
        this.socket = new DatagramSocket(0, UdpPeer.loopback());
        this.script = script;
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                other = packet.getSocketAddress();
                String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (!message.startsWith("SIP/2.0")) {
                    requests.add(message);
                    for (String answer : script.apply(message)) {
                        send(answer);
                    }
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    /** To who sent something last. */
    public void send(String message) throws IOException {
        byte[] bytes = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, other));
    }

    /** The next request that came. */
    public String request() throws InterruptedException {
        String request = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    public int waiting() {
        return requests.size();
    }

    public static String header(String message, String name) {
        for (String line : message.split("\r\n")) {
            if (line.startsWith(name + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    /** A script that takes a REFER and reports these statuses, the last of them as the end. */
    public static Function<String, List<String>> reporting(String answer, String... statuses) {
        return request -> {
            List<String> messages = new java.util.ArrayList<>();
            messages.add(UdpPeer.response(request, answer));
            for (int i = 0; i < statuses.length; i++) {
                boolean last = i == statuses.length - 1;
                messages.add(notify(
                        request, i + 1, last ? "terminated;reason=noresource" : "active;expires=60", statuses[i]));
            }
            return messages;
        };
    }

    /** A report about a REFER. */
    public static String notify(String refer, int cseq, String state, String status) {
        String body = "SIP/2.0 " + status;
        String contact = header(refer, "Contact").replaceAll("[<>]", "");
        return "NOTIFY " + contact + " SIP/2.0\nVia: SIP/2.0/UDP 127.0.0.1:5999;rport;branch=z9hG4bK"
                + System.nanoTime()
                + "\nMax-Forwards: 70\nFrom: " + header(refer, "To")
                + (header(refer, "To").contains(";tag=") ? "" : ";tag=t1")
                + "\nTo: " + header(refer, "From") + "\nCall-ID: " + header(refer, "Call-ID") + "\nCSeq: " + cseq
                + " NOTIFY\nContact: <sip:sbc@127.0.0.1:5999>\nEvent: refer\nSubscription-State: " + state
                + "\nContent-Type: message/sipfrag\nContent-Length: " + body.length() + "\n\n" + body;
    }

    @Override
    public void close() {
        socket.close();
    }
}
