package dev.baton.sip.transport;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.List;

/** Where a message came from, and where its answer goes. */
public final class Origin {

    private final TransportType transport;
    private final InetSocketAddress remote;
    private final Channel channel;
    private final List<String> domains;

    Origin(TransportType transport, InetSocketAddress remote, Channel channel, List<String> domains) {
        this.transport = transport;
        this.remote = remote;
        this.channel = channel;
        this.domains = domains;
    }

    public TransportType transport() {
        return transport;
    }

    public InetSocketAddress remote() {
        return remote;
    }

    /** The SIP domains that the peer's certificate speaks for; none without one. */
    public List<String> domains() {
        return domains;
    }

    Channel channel() {
        return channel;
    }

    @Override
    public String toString() {
        return transport + " " + remote;
    }
}
