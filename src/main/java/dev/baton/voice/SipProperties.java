package dev.baton.voice;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The gateway's SIP endpoint. Without {@code listen} there is none, and no target can forward calls.
 *
 * @param listen where it listens, with commas between, such as udp:0.0.0.0:5060,tls:0.0.0.0:5061; a transport that is not
 *     listed is not used
 * @param advertisedHost the name or address by which peers reach it; needed when it listens on every address
 * @param tlsCertificate a PEM file with its certificate first
 * @param tlsKey a PEM file with the private key, without a password
 * @param tlsTrusted a PEM file with the authorities of the peers
 * @param tlsClientCertificateRequired whether who connects must show a certificate
 * @param ipv6 whether peers may be reached by IPv6
 * @param maxForwards that may be under way; more are refused
 * @param pingInterval how often peers are asked whether they are there; two misses in a row count as down
 */
@ConfigurationProperties("baton.sip")
public record SipProperties(
        @Nullable String listen,
        @Nullable String advertisedHost,
        @Nullable String tlsCertificate,
        @Nullable String tlsKey,
        @Nullable String tlsTrusted,
        @DefaultValue("false") boolean tlsClientCertificateRequired,
        @DefaultValue("false") boolean ipv6,
        @DefaultValue("25000") int maxForwards,
        @DefaultValue("30s") Duration pingInterval) {}
