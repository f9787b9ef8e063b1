package dev.baton.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/** Opens listening points. */
final class Listeners {

    /** The kernel gives less when it is configured so. What does not fit is lost, and sent again half a second later. */
    private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

    private final TransportSettings settings;
    private final EventLoopGroup loops;
    private final Receiver receiver;
    private final ChannelGroup streams;
    private final TlsHolder tls;

    Listeners(
            TransportSettings settings, EventLoopGroup loops, Receiver receiver, ChannelGroup streams, TlsHolder tls) {
        this.settings = settings;
        this.loops = loops;
        this.receiver = receiver;
        this.streams = streams;
        this.tls = tls;
    }

    Channel open(ListeningPoint point) throws SipTransportException {
        if (point.transport() == TransportType.TLS) {
            // Says now that there is no certificate, and not when the first peer comes.
            tls.current();
        }
        ChannelFuture bound = point.transport() == TransportType.UDP
                ? datagrams().bind(point.address())
                : connections(point.transport()).bind(point.address());
        bound.awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new SipTransportException(
                    "SIP over " + point.transport() + " cannot listen at " + point.address(), bound.cause());
        }
        return bound.channel();
    }

    private Bootstrap datagrams() {
        return new Bootstrap()
                .group(loops)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
                .option(
                        ChannelOption.RCVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(settings.limits().messageBytes()))
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Connections.waterMark(settings))
                .handler(new DatagramHandler(receiver));
    }

    private ServerBootstrap connections(TransportType transport) {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Connections.waterMark(settings))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel, transport);
                    }
                });
    }

    private void accept(SocketChannel channel, TransportType transport) {
        if (streams.size() >= settings.maxConnections()) {
            channel.close();
            return;
        }
        streams.add(channel);
        if (transport == TransportType.TLS) {
            SslHandler handler = tls.current().server().newHandler(channel.alloc());
            handler.setHandshakeTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
            channel.pipeline().addLast(handler);
        }
        channel.pipeline()
                .addLast(new StreamHandler(receiver, settings.limits(), settings.idle(), settings.keepAlive(), false));
    }
}
