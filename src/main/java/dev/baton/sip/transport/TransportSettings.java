package dev.baton.sip.transport;

import dev.baton.sip.message.SipLimits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How messages come and go.
 *
 * @param listening at least one for each transport that is used
 * @param advertisedHost what peers are told to answer to: a name or an address, IPv6 without brackets
 * @param connectTimeout for TCP and for the TLS handshake, each
 * @param idle after which a connection without a message is closed
 * @param keepAlive how often a connection of ours is pinged when nothing else is sent
 * @param maxConnections of both directions; further ones are refused
 * @param writeQueueBytes per connection; what does not fit is refused
 * @param largestDatagram above which a request goes over TCP, RFC 3261 section 18.1.1
 * @param messagesPerSecond from one source; what is above is dropped
 * @param tls null when there is no TLS
 */
public record TransportSettings(
        List<ListeningPoint> listening,
        String advertisedHost,
        SipLimits limits,
        Duration connectTimeout,
        Duration idle,
        Duration keepAlive,
        int maxConnections,
        int writeQueueBytes,
        int largestDatagram,
        int messagesPerSecond,
        @Nullable TlsMaterial tls) {

    public TransportSettings {
        listening = List.copyOf(listening);
    }

    /** The usual values. */
    public static TransportSettings of(List<ListeningPoint> listening, String advertisedHost) {
        return new TransportSettings(
                listening,
                advertisedHost,
                SipLimits.DEFAULT,
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                Duration.ofSeconds(25),
                1_000,
                1024 * 1024,
                1300,
                5_000,
                null);
    }

    /** With TLS. */
    public TransportSettings withTls(TlsMaterial material) {
        return new TransportSettings(
                listening,
                advertisedHost,
                limits,
                connectTimeout,
                idle,
                keepAlive,
                maxConnections,
                writeQueueBytes,
                largestDatagram,
                messagesPerSecond,
                material);
    }

    /** With other times. */
    public TransportSettings withTimes(Duration connectTimeout, Duration idle, Duration keepAlive) {
        return new TransportSettings(
                listening,
                advertisedHost,
                limits,
                connectTimeout,
                idle,
                keepAlive,
                maxConnections,
                writeQueueBytes,
                largestDatagram,
                messagesPerSecond,
                tls);
    }

    /** With other bounds. */
    public TransportSettings withBounds(int maxConnections, int writeQueueBytes, int messagesPerSecond) {
        return new TransportSettings(
                listening,
                advertisedHost,
                limits,
                connectTimeout,
                idle,
                keepAlive,
                maxConnections,
                writeQueueBytes,
                largestDatagram,
                messagesPerSecond,
                tls);
    }
}
