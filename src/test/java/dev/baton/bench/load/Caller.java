package dev.baton.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One client with its connection, which it opens again whenever the gateway has closed it. */
final class Caller {
    private final InetSocketAddress gateway;
    private final Selector selector;
    private final RequestTemplate template;
    private final ByteBuffer request;
    private final HttpMessage answer = new HttpMessage();
    private @Nullable SocketChannel connection;
    private boolean waiting;
    private long sentAt;

    Caller(InetSocketAddress gateway, Selector selector, RequestTemplate template) {
        this.gateway = gateway;
        this.selector = selector;
        this.template = template;
        request = template.buffer();
    }

    boolean waiting() {
        return waiting;
    }

    /** Posts a fresh handover. */
    void send(LoadResult result) {
        template.renew(request);
        sentAt = System.nanoTime();
        try {
            SocketChannel open = connected();
            while (request.hasRemaining()) {
                open.write(request);
            }
            waiting = true;
        } catch (IOException e) {
            fail(result);
        }
    }

    /** Takes what has arrived; true when the call is over and the next may go. */
    boolean receive(LoadResult result, boolean inTime) {
        try {
            if (connection == null || !answer.readFrom(connection)) {
                fail(result);
                return true;
            }
            if (!answer.complete()) {
                return false;
            }
            finish(result, inTime);
        } catch (IOException e) {
            fail(result);
        }
        return true;
    }

    /** Closes the connection; a call under way is given up. */
    void close() {
        if (connection != null) {
            Desk.closeQuietly(connection);
            connection = null;
        }
        waiting = false;
        answer.clear();
    }

    private void finish(LoadResult result, boolean inTime) {
        waiting = false;
        int status = answer.status();
        result.answered(status, System.nanoTime() - sentAt, inTime);
        if (status != LoadResult.ACCEPTED) {
            result.refused(status, answer.body());
        }
        if (answer.isLast()) {
            close();
        }
        answer.clear();
    }

    private void fail(LoadResult result) {
        result.broken();
        close();
    }

    private SocketChannel connected() throws IOException {
        SocketChannel open = connection;
        if (open == null) {
            open = SocketChannel.open(gateway);
            connection = open;
            open.setOption(StandardSocketOptions.TCP_NODELAY, true);
            open.configureBlocking(false).register(selector, SelectionKey.OP_READ, this);
        }
        return open;
    }
}
