package dev.baton.bench.load;

import static dev.baton.bench.load.HttpMessage.ascii;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * A vendor's desk that costs next to nothing: one thread answers every call, and counts the messages and their distinct
 * ids, so that a run can tell whether anything was lost or sent twice. {@code GET /count} tells both numbers.
 */
public final class Desk implements AutoCloseable {
    private static final byte[] COUNT = ascii("GET /count ");
    private static final byte[] TOKEN = ascii("POST /oauth/token ");
    private static final byte[] POST = ascii("POST ");
    private static final byte[] MESSAGE_ID = ascii("\"messageId\"");
    private static final byte[] TOKEN_ANSWER =
            answer("200 OK", "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":86400}");
    private static final byte[] MESSAGE_ANSWER = answer("200 OK", "{\"id\":\"m-1\",\"conversationId\":\"gc-1\"}");
    private static final byte[] NOT_FOUND = answer("404 Not Found", "{}");

    private final Set<String> distinct = new HashSet<>();
    private final Selector selector;
    private final ServerSocketChannel server;
    private final LateAnswers late;
    private long messages;

    /** @param port on the loopback address; 0 takes a free one */
    Desk(int port, Duration delay) throws IOException {
        selector = Selector.open();
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        late = new LateAnswers(delay);
    }

    /** Runs until it is killed: {@code --port=8089 --delay=100ms}. */
    public static void main(String[] args) throws IOException {
        Options options = Options.of(args);
        try (Desk desk = new Desk(options.number("port", 0), options.duration("delay", Duration.ZERO))) {
            desk.run();
        }
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Serves until the desk is closed. */
    void run() throws IOException {
        late.start();
        while (selector.isOpen()) {
            selector.select(this::serve);
        }
    }

    @Override
    public void close() throws IOException {
        late.interrupt();
        server.close();
        selector.close();
    }

    private void serve(SelectionKey key) {
        if (key.isAcceptable()) {
            accept();
        } else if (key.attachment() instanceof HttpMessage request) {
            receive((SocketChannel) key.channel(), request);
        }
    }

    private void accept() {
        try {
            SocketChannel client = server.accept();
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.configureBlocking(false).register(selector, SelectionKey.OP_READ, new HttpMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(SocketChannel client, HttpMessage request) {
        try {
            if (!request.readFrom(client)) {
                client.close();
            } else if (request.complete()) {
                reply(client, request);
                request.clear();
            }
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private void reply(SocketChannel client, HttpMessage request) throws IOException {
        if (request.startsWith(TOKEN)) {
            send(client, TOKEN_ANSWER);
        } else if (request.startsWith(POST)) {
            messages++;
            distinct.add(request.jsonText(MESSAGE_ID));
            late.send(client, MESSAGE_ANSWER);
        } else if (request.startsWith(COUNT)) {
            send(client, answer("200 OK", new DeskCount(messages, distinct.size()).json()));
        } else {
            send(client, NOT_FOUND);
        }
    }

    /** An answer is far smaller than the socket's buffer, so that this does not wait. */
    static void send(SocketChannel client, byte[] answer) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(answer);
        while (buffer.hasRemaining()) {
            client.write(buffer);
        }
    }

    static void closeQuietly(SocketChannel client) {
        try {
            client.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }

    private static byte[] answer(String status, String json) {
        return ascii("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                + "\r\n\r\n" + json);
    }
}
