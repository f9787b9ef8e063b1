package dev.baton.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The connections that we opened: one per hop, used again as long as it lives. Thread-safe. */
final class Connections {

    private final TransportSettings settings;
    private final EventLoopGroup loops;
    private final Receiver receiver;
    private final ChannelGroup all;
    private final TlsHolder tls;
    private final Map<Hop, CompletableFuture<Channel>> open = new ConcurrentHashMap<>();

    Connections(TransportSettings settings, EventLoopGroup loops, Receiver receiver, ChannelGroup all, TlsHolder tls) {
        this.settings = settings;
        this.loops = loops;
        this.receiver = receiver;
        this.all = all;
        this.tls = tls;
    }

    /** A live connection, or the one that is being opened, or a new one. */
    CompletableFuture<Channel> to(Hop hop) {
        CompletableFuture<Channel> fresh = new CompletableFuture<>();
        CompletableFuture<Channel> found =
                open.compute(hop, (key, known) -> known == null || isDead(known) ? fresh : known);
        if (found == fresh) {
            open(hop, fresh);
        }
        return found;
    }

    private static boolean isDead(CompletableFuture<Channel> known) {
        return known.isDone()
                && (known.isCompletedExceptionally() || !known.join().isActive());
    }

    private void open(Hop hop, CompletableFuture<Channel> ready) {
        ready.whenComplete((channel, failed) -> {
            if (failed != null) {
                open.remove(hop, ready);
            }
        });
        if (all.size() >= settings.maxConnections()) {
            ready.completeExceptionally(new SipTransportException("there are as many connections as may be"));
            return;
        }
        ChannelFuture unused = bootstrap(hop).connect(hop.address()).addListener((ChannelFuture connected) -> {
            if (!connected.isSuccess()) {
                ready.completeExceptionally(failure(hop, connected.cause()));
                return;
            }
            Channel channel = connected.channel();
            channel.closeFuture().addListener(closed -> open.remove(hop, ready));
            SslHandler secured = channel.pipeline().get(SslHandler.class);
            if (secured == null) {
                ready.complete(channel);
            } else {
                secured.handshakeFuture().addListener(done -> verify(hop, secured, channel, done.cause(), ready));
            }
        });
    }

    private Bootstrap bootstrap(Hop hop) {
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark(settings))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        all.add(channel);
                        if (hop.transport() == TransportType.TLS) {
                            channel.pipeline().addLast(handshake(channel, hop));
                        }
                        channel.pipeline()
                                .addLast(new StreamHandler(
                                        receiver, settings.limits(), settings.idle(), settings.keepAlive(), true));
                    }
                });
    }

    private SslHandler handshake(SocketChannel channel, Hop hop) {
        SslHandler handler = tls.current()
                .client()
                .newHandler(channel.alloc(), hop.domain(), hop.address().getPort());
        handler.setHandshakeTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    static WriteBufferWaterMark waterMark(TransportSettings settings) {
        return new WriteBufferWaterMark(settings.writeQueueBytes() / 2, settings.writeQueueBytes());
    }

    /** The chain was checked by the handshake; that it is the right peer's is checked here. */
    private static void verify(
            Hop hop, SslHandler secured, Channel channel, Throwable cause, CompletableFuture<Channel> ready) {
        if (cause != null) {
            ready.completeExceptionally(failure(hop, cause));
        } else if (speaksForDomain(secured, hop.domain())) {
            ready.complete(channel);
        } else {
            channel.close();
            ready.completeExceptionally(UntrustedPeerException.otherDomain(hop.address(), hop.domain()));
        }
    }

    private static boolean speaksForDomain(SslHandler secured, String domain) {
        try {
            return secured.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                    && PeerIdentity.speaksFor(certificate, domain);
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private static SipTransportException failure(Hop hop, Throwable cause) {
        UntrustedPeerException untrusted = UntrustedPeerException.of(hop.address(), cause);
        if (untrusted != null) {
            return untrusted;
        }
        return new SipTransportException("no " + hop.transport() + " connection to " + hop.address(), cause);
    }
}
