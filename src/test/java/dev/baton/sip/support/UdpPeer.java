package dev.baton.sip.support;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Somebody with a UDP socket who writes SIP by hand. */
public final class UdpPeer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final DatagramSocket socket;
    private final InetSocketAddress other;

    /** @param other whom it talks to */
    public UdpPeer(InetSocketAddress other) throws IOException {
        this(other.getAddress(), other);
    }

    /**
     * @param own where it is
     * @param other whom it talks to
     */
    public UdpPeer(InetAddress own, InetSocketAddress other) throws IOException {
        this.socket = new DatagramSocket(0, own);
        this.socket.setSoTimeout(PATIENCE_MILLIS);
        this.other = other;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public void send(String message) throws IOException {
        byte[] bytes = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, other));
    }

    public String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    /** A request of this method and branch. */
    public String request(String method, String branch) {
        return request(method, branch, "");
    }

    /** @param more header fields, each with its line end */
    public String request(String method, String branch, String more) {
        return method + " sip:gw@127.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 127.0.0.1:"
                + address().getPort() + ";branch=" + branch
                + ";rport\nFrom: <sip:peer@127.0.0.1>;tag=p1\nTo: <sip:gw@127.0.0.1>\nCall-ID: c-" + branch
                + "\nCSeq: 1 "
                + method + "\n" + more + "Content-Length: 0\n\n";
    }

    /** The response to a request that was received. */
    public static String response(String request, String status) {
        StringBuilder response = new StringBuilder("SIP/2.0 " + status + "\n");
        for (String line : request.split("\r\n")) {
            if (line.startsWith("Via:")
                    || line.startsWith("From:")
                    || line.startsWith("Call-ID:")
                    || line.startsWith("CSeq:")) {
                response.append(line).append('\n');
            } else if (line.startsWith("To:")) {
                response.append(line).append(";tag=t1\n");
            }
        }
        return response.append("Content-Length: 0\n\n").toString();
    }

    public static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void close() {
        socket.close();
    }
}
