package dev.baton.sip.transport;

import java.net.InetSocketAddress;

/**
 * Where messages are taken.
 *
 * @param address to bind; port 0 takes any free one
 */
public record ListeningPoint(TransportType transport, InetSocketAddress address) {}
