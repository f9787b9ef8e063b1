package dev.baton.sip.transport;

import dev.baton.sip.message.Params;
import dev.baton.sip.message.SipMessage;
import dev.baton.sip.message.SipParser;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipWriter;
import dev.baton.sip.message.Via;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends and receives messages. Thread-safe; nothing of it waits, but opening and closing. */
public final class SipTransport implements AutoCloseable {

    private static final int THREADS = 2;

    private final TransportSettings settings;
    private final EventLoopGroup loops =
            new NioEventLoopGroup(THREADS, new DefaultThreadFactory("sip-transport", true));
    private final ChannelGroup streams = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final TlsHolder tls;
    private final Connections connections;
    private final Receiver receiver;
    private final List<Listening> listening = new ArrayList<>();

    private record Listening(TransportType transport, Channel channel) {

        InetSocketAddress address() {
            return (InetSocketAddress) channel.localAddress();
        }
    }

    /**
     * Opens all listening points.
     *
     * @param inbound is called from then on, also before this returns
     * @throws SipTransportException when one cannot be opened, such as for a port in use
     */
    public SipTransport(TransportSettings settings, Inbound inbound) throws SipTransportException {
        this.settings = settings;
        this.tls = new TlsHolder(settings.tls());
        this.receiver = new Receiver(
                new SipParser(settings.limits()),
                new SourceLimit(settings.messagesPerSecond(), System::nanoTime),
                inbound);
        this.connections = new Connections(settings, loops, receiver, streams, tls);
        Listeners listeners = new Listeners(settings, loops, receiver, streams, tls);
        for (ListeningPoint point : settings.listening()) {
            try {
                listening.add(new Listening(point.transport(), listeners.open(point)));
            } catch (SipTransportException e) {
                close();
                throw e;
            }
        }
    }

    /** For connections that are opened from now on. */
    public void replaceTls(TlsMaterial material) {
        tls.replace(material);
    }

    /** Where messages are taken: the first listening point of this transport, with its real port. */
    public InetSocketAddress localAddress(TransportType transport) {
        Listening found = listening(transport, null);
        if (found == null) {
            throw new IllegalStateException("SIP over " + transport + " has no listening point");
        }
        return found.address();
    }

    /** The listening point that answers and further requests shall come to; of its address family when there is one. */
    private @Nullable Listening listening(TransportType transport, @Nullable InetAddress peer) {
        Listening fallback = null;
        for (Listening candidate : listening) {
            if (candidate.transport() == transport) {
                InetAddress own = candidate.address().getAddress();
                if (peer == null || own instanceof Inet6Address == peer instanceof Inet6Address) {
                    return candidate;
                }
                fallback = fallback == null ? candidate : fallback;
            }
        }
        return fallback;
    }

    /**
     * Makes a request ready for its way.
     *
     * @param request without a Via of ours
     * @param branch of the transaction
     * @throws IllegalArgumentException when a part of the request cannot be written
     * @throws SipTransportException when there is no listening point for the transport that is needed
     */
    public Outgoing prepare(SipRequest request, String branch, Hop hop) throws SipTransportException {
        Hop way = hop;
        SipRequest complete = request.withVia(via(hop, branch));
        byte[] bytes = SipWriter.write(complete);
        if (hop.transport() == TransportType.UDP && bytes.length > settings.largestDatagram()) {
            way = hop.over(TransportType.TCP);
            complete = request.withVia(via(way, branch));
            bytes = SipWriter.write(complete);
        }
        return outgoing(complete, bytes, way);
    }

    private Outgoing outgoing(SipRequest complete, byte[] bytes, Hop way) throws SipTransportException {
        if (way.transport() == TransportType.UDP) {
            Channel channel = own(way).channel();
            return new Outgoing(complete, way.transport(), () -> {
                log(way, complete);
                return Replies.write(channel, new DatagramPacket(Unpooled.wrappedBuffer(bytes), way.address()));
            });
        }
        return new Outgoing(complete, way.transport(), () -> {
            log(way, complete);
            return connections.to(way).thenCompose(open -> Replies.write(open, Unpooled.wrappedBuffer(bytes)));
        });
    }

    private static void log(Hop way, SipMessage message) {
        WireLog.sent(way.transport(), way.address(), message);
    }

    private Listening own(Hop hop) throws SipTransportException {
        Listening found = listening(hop.transport(), hop.address().getAddress());
        if (found == null) {
            throw new SipTransportException("SIP over " + hop.transport()
                    + " is needed for this request, and has no listening point; whoever configures SIP must add one");
        }
        return found;
    }

    private Via via(Hop hop, String branch) throws SipTransportException {
        int port = own(hop).address().getPort();
        Params params = Params.NONE.with("branch", branch).with("rport", null);
        return new Via(hop.transport().name(), sentBy(), port, params);
    }

    private String sentBy() {
        String host = settings.advertisedHost();
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** Back to where the request came from. Fails with {@link SipTransportException}. */
    public CompletableFuture<Void> reply(SipResponse response, Origin origin) {
        return Replies.send(response, origin);
    }

    /**
     * Like the other, for an answer that was written already, and perhaps sent already. Nobody learns whether it leaves.
     *
     * @param via the topmost one of the request
     */
    public void reply(byte[] answer, Via via, Origin origin) {
        Replies.send(answer, via, origin);
    }

    /** How many connections are open, in both directions. */
    public int connections() {
        return streams.size();
    }

    /** How many messages could not be read so far. */
    public long unreadable() {
        return receiver.unreadable();
    }

    /** How many messages were dropped so far because their source sent too many at once. */
    public long dropped() {
        return receiver.dropped();
    }

    /** Closes everything, and waits for it for a moment. */
    @Override
    public void close() {
        listening.forEach(point -> point.channel().close().awaitUninterruptibly(1, TimeUnit.SECONDS));
        streams.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
