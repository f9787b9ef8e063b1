package dev.baton.sip.transport;

import dev.baton.sip.message.SipFramer;
import dev.baton.sip.message.SipLimits;
import dev.baton.sip.message.SipParseException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: cuts messages off, answers pings, pings when it is ours, and closes it when it is idle. */
final class StreamHandler extends ChannelInboundHandlerAdapter implements SipFramer.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(StreamHandler.class);
    private static final byte[] PING = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Receiver receiver;
    private final SipFramer framer;
    private final Duration idle;
    private final Duration keepAlive;
    private final boolean ours;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> rounds;
    private long lastMessage = System.nanoTime();
    private boolean awaitsPong;

    /** @param ours whether we opened it, and keep it open */
    StreamHandler(Receiver receiver, SipLimits limits, Duration idle, Duration keepAlive, boolean ours) {
        this.receiver = receiver;
        this.framer = new SipFramer(limits, this);
        this.idle = idle;
        this.keepAlive = keepAlive;
        this.ours = ours;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        long period = Math.max(1, Math.min(keepAlive.toMillis(), idle.toMillis()));
        rounds = added.executor().scheduleWithFixedDelay(this::lookAfter, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        if (rounds != null) {
            rounds.cancel(false);
        }
    }

    /** A peer that sends a message byte by byte, or none at all, is idle too. */
    private void lookAfter() {
        if (context == null) {
            return;
        }
        boolean isIdle = System.nanoTime() - lastMessage > idle.toNanos();
        // RFC 5626 section 4.4.1: who does not answer a ping in time is gone.
        if (isIdle || awaitsPong) {
            ChannelFuture unused = context.close();
        } else if (ours) {
            awaitsPong = true;
            ChannelFuture unused = context.writeAndFlush(Unpooled.wrappedBuffer(PING));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext current, Object message) {
        ByteBuf arrived = (ByteBuf) message;
        awaitsPong = false;
        try {
            framer.feed(arrived.nioBuffer());
        } catch (SipParseException e) {
            receiver.refuse(e, 0, origin(current));
            ChannelFuture unused = current.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> current.close());
        } finally {
            arrived.release();
        }
    }

    @Override
    public void message(byte[] message) {
        lastMessage = System.nanoTime();
        if (context != null && context.channel().isActive()) {
            receiver.receive(message, origin(context));
        }
    }

    @Override
    public void ping() {
        if (!ours && context != null && context.channel().isWritable()) {
            lastMessage = System.nanoTime();
            ChannelFuture unused = context.writeAndFlush(Unpooled.wrappedBuffer(PONG));
        }
    }

    private static Origin origin(ChannelHandlerContext context) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        return new Origin(
                tls == null ? TransportType.TCP : TransportType.TLS,
                (InetSocketAddress) context.channel().remoteAddress(),
                context.channel(),
                tls == null ? List.of() : domains(tls));
    }

    private static List<String> domains(SslHandler tls) {
        try {
            Certificate[] chain = tls.engine().getSession().getPeerCertificates();
            return chain[0] instanceof X509Certificate certificate ? PeerIdentity.domains(certificate) : List.of();
        } catch (SSLPeerUnverifiedException withoutCertificate) {
            return List.of();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext current, Throwable cause) {
        LOG.debug("connection {} is given up", current.channel(), cause);
        ChannelFuture unused = current.close();
    }
}
