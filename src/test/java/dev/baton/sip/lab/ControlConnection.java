package dev.baton.sip.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The door of baresip's module ctrl_tcp: JSON in netstrings, answers mixed with events. Baresip serves one at a time. */
final class ControlConnection implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket;
    private final InputStream in;

    ControlConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) LabProcess.PATIENCE.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** @throws IllegalStateException when baresip says that it did not work */
    synchronized String run(String command, String parameters) throws IOException {
        byte[] json = JSON.writeValueAsBytes(Map.of("command", command, "params", parameters, "token", "t"));
        socket.getOutputStream().write(netstring(json));
        while (true) {
            JsonNode message = next();
            if (message.path("response").asBoolean()) {
                if (!message.path("ok").asBoolean()) {
                    throw new IllegalStateException("baresip refused " + command + ": " + message);
                }
                return message.path("data").asText();
            }
        }
    }

    private static byte[] netstring(byte[] json) {
        return (json.length + ":" + new String(json, StandardCharsets.UTF_8) + ",").getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode next() throws IOException {
        int length = 0;
        for (int c = in.read(); c != ':'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("baresip closed its control connection");
            }
            length = 10 * length + Character.digit(c, 10);
        }
        byte[] json = in.readNBytes(length);
        in.skipNBytes(1);
        return JSON.readTree(json);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
