package dev.baton.sip.component;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Who the peer is, and who we are to it. */
@UriParams
public class SipPeerConfiguration {

    @UriParam(enums = "udp,tcp,tls")
    private @Nullable String transport;

    @UriParam(label = "producer")
    private @Nullable String toUser;

    @UriParam(label = "producer")
    private @Nullable String toHost;

    @UriParam(label = "producer")
    private int toPort;

    @UriParam(label = "producer", defaultValue = "forwarder")
    private String fromUser = "forwarder";

    @UriParam(label = "producer")
    private @Nullable String fromHost;

    @UriParam(label = "producer")
    private int fromPort;

    @UriParam(label = "producer")
    private boolean ping;

    @UriParam(label = "security")
    private @Nullable String authUsername;

    @UriParam(label = "security", secret = true)
    @Metadata(secret = true)
    private @Nullable String authPassword;

    @UriParam(label = "security")
    private @Nullable String authRealm;

    public @Nullable String getTransport() {
        return transport;
    }

    /**
     * How the peer is reached. By default as its URI and the DNS say; a request above 1300 bytes goes over TCP instead
     * of UDP.
     */
    public void setTransport(String transport) {
        this.transport = transport;
    }

    public @Nullable String getToUser() {
        return toUser;
    }

    /** The user part of the peer's URI, instead of in the path. */
    public void setToUser(String toUser) {
        this.toUser = toUser;
    }

    public @Nullable String getToHost() {
        return toHost;
    }

    /** The host of the peer's URI, instead of in the path. */
    public void setToHost(String toHost) {
        this.toHost = toHost;
    }

    public int getToPort() {
        return toPort;
    }

    /** The port of the peer's URI, instead of in the path. */
    public void setToPort(int toPort) {
        this.toPort = toPort;
    }

    public String getFromUser() {
        return fromUser;
    }

    /** The user part of our own address. */
    public void setFromUser(String fromUser) {
        this.fromUser = fromUser;
    }

    public @Nullable String getFromHost() {
        return fromHost;
    }

    /** The host of our own address; by default the advertisedHost of the component. */
    public void setFromHost(String fromHost) {
        this.fromHost = fromHost;
    }

    public int getFromPort() {
        return fromPort;
    }

    /** The port of our own address; none by default. */
    public void setFromPort(int fromPort) {
        this.fromPort = fromPort;
    }

    public boolean isPing() {
        return ping;
    }

    /** Whether the peer is asked with OPTIONS every now and then: for the health check and for metrics. */
    public void setPing(boolean ping) {
        this.ping = ping;
    }

    public @Nullable String getAuthUsername() {
        return authUsername;
    }

    /** Answers the peer's digest challenges. */
    public void setAuthUsername(String authUsername) {
        this.authUsername = authUsername;
    }

    public @Nullable String getAuthPassword() {
        return authPassword;
    }

    /** Answers the peer's digest challenges. */
    public void setAuthPassword(String authPassword) {
        this.authPassword = authPassword;
    }

    public @Nullable String getAuthRealm() {
        return authRealm;
    }

    /** The only realm that gets an answer; by default any that this peer names. */
    public void setAuthRealm(String authRealm) {
        this.authRealm = authRealm;
    }
}
