package dev.baton.sip.transport;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipWriter;
import dev.baton.sip.message.StatelessAnswer;
import dev.baton.sip.message.Via;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** Sends answers back to where the request came from, and nowhere else, whatever its Via claims. */
final class Replies {

    private Replies() {}

    static CompletableFuture<Void> send(SipResponse response, Origin origin) {
        Via via = response.via().orElseThrow();
        WireLog.sent(origin.transport(), origin.remote(), response);
        return sendChecked(SipWriter.write(response), via, origin);
    }

    static void send(StatelessAnswer answer, Origin origin) {
        CompletableFuture<Void> unused = sendChecked(SipWriter.write(answer), answer.via(), origin);
    }

    /** An answer that was written already, and perhaps sent already. Nobody learns whether it leaves. */
    static void send(byte[] answer, Via via, Origin origin) {
        WireLog.sent(origin.transport(), origin.remote(), answer);
        Channel channel = origin.channel();
        if (origin.transport() != TransportType.UDP) {
            CompletableFuture<Void> unused = write(channel, Unpooled.wrappedBuffer(answer));
        } else if (channel.isActive() && channel.isWritable()) {
            ChannelFuture unused = channel.writeAndFlush(datagram(answer, via, origin), channel.voidPromise());
        }
    }

    private static CompletableFuture<Void> sendChecked(byte[] bytes, Via via, Origin origin) {
        return origin.transport() == TransportType.UDP
                ? write(origin.channel(), datagram(bytes, via, origin))
                : write(origin.channel(), Unpooled.wrappedBuffer(bytes));
    }

    private static DatagramPacket datagram(byte[] bytes, Via via, Origin origin) {
        // RFC 3581: with rport to the very port it came from, otherwise to the one that Via names.
        InetSocketAddress remote = origin.remote();
        int port = via.params().has("rport") ? remote.getPort() : via.portOrDefault();
        InetSocketAddress to = port == remote.getPort() ? remote : new InetSocketAddress(remote.getAddress(), port);
        return new DatagramPacket(Unpooled.wrappedBuffer(bytes), to);
    }

    /** Fails at once when too much is waiting already. */
    static CompletableFuture<Void> write(Channel channel, Object message) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        if (!channel.isActive() || !channel.isWritable()) {
            ReferenceCountUtil.release(message);
            written.completeExceptionally(new SipTransportException(
                    channel.isActive() ? "the peer does not take what was sent already" : "the connection is closed"));
            return written;
        }
        ChannelFuture unused = channel.writeAndFlush(message).addListener(done -> {
            if (done.isSuccess()) {
                written.complete(null);
            } else {
                written.completeExceptionally(new SipTransportException("could not be sent", done.cause()));
            }
        });
        return written;
    }
}
