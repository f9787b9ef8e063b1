package dev.baton.sip.component;

import dev.baton.sip.forward.SipStack;
import dev.baton.sip.policy.ForwardGuard;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/** Moves calls with SIP. One stack for all endpoints, those of {@code sips:} included. */
@Component("sip,sips")
public class SipComponent extends DefaultComponent {

    private final SipRuntime runtime = new SipRuntime(this);

    @Metadata
    private @Nullable String listen;

    @Metadata
    private @Nullable String advertisedHost;

    @Metadata(defaultValue = "false")
    private boolean ipv6;

    @Metadata(label = "security")
    private @Nullable String tlsCertificate;

    @Metadata(label = "security")
    private @Nullable String tlsKey;

    @Metadata(label = "security")
    private @Nullable String tlsTrusted;

    @Metadata(label = "security", defaultValue = "false")
    private boolean tlsClientCertificateRequired;

    @Metadata(label = "security")
    private @Nullable SSLContextParameters sslContextParameters;

    @Metadata(label = "security")
    private @Nullable String recordFolder;

    @Metadata(label = "advanced")
    private @Nullable ForwardGuard guard;

    @Metadata(label = "advanced")
    private @Nullable SipStack stack;

    private CallObservers observers = CallObservers.NONE;
    private @Nullable String target;

    @Metadata(label = "advanced", autowired = true)
    private @Nullable MeterRegistry meterRegistry;

    @Metadata(label = "advanced", defaultValue = "25000")
    private int maxPendingForwards = 25_000;

    @Metadata(label = "advanced", defaultValue = "10000")
    private int maxPendingRedirects = 10_000;

    @Metadata(label = "advanced", defaultValue = "1000")
    private int maxConnections = 1_000;

    @Metadata(label = "advanced", defaultValue = "5000")
    private int messagesPerSecond = 5_000;

    @Metadata(label = "advanced", defaultValue = "65536")
    private int maxMessageSize = 65_536;

    @Metadata(label = "advanced", defaultValue = "500")
    private long t1Millis = 500;

    @Metadata(label = "advanced", defaultValue = "30000")
    private long pingIntervalMillis = 30_000;

    @Metadata(label = "advanced", defaultValue = "8")
    private int workerThreads = 8;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        boolean secure = uri.startsWith("sips:");
        SipComponent sip = secure && !isConfigured() ? unsecured() : this;
        RetiredOptions.refuse(parameters);
        if (target != null) {
            parameters.put("target", target);
        }
        SipCallEndpoint endpoint = new SipCallEndpoint(uri, sip, secure);
        endpoint.setAddress(remaining);
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }

    /** Camel makes two components of the two names: what sip: is configured with is that of sips: too. */
    private SipComponent unsecured() {
        return getCamelContext().getComponent("sip", SipComponent.class);
    }

    private boolean isConfigured() {
        return listen != null || stack != null;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        runtime.open();
    }

    @Override
    protected void doStop() throws Exception {
        runtime.close();
        super.doStop();
    }

    SipRuntime runtime() {
        return runtime;
    }

    public @Nullable String getListen() {
        return listen;
    }

    /**
     * Where SIP listens, with commas between: udp:0.0.0.0:5060,tcp:0.0.0.0:5060,tls:0.0.0.0:5061. By default any free port
     * with UDP and TCP, which is enough to move calls. Producers use only transports that are listened to.
     */
    public void setListen(@Nullable String listen) {
        this.listen = listen;
    }

    public @Nullable String getAdvertisedHost() {
        return advertisedHost;
    }

    /** The name or address that peers reach us by, for their reports; by default an address of this machine. */
    public void setAdvertisedHost(@Nullable String advertisedHost) {
        this.advertisedHost = advertisedHost;
    }

    public boolean isIpv6() {
        return ipv6;
    }

    /** Whether peers may be reached by IPv6. */
    public void setIpv6(boolean ipv6) {
        this.ipv6 = ipv6;
    }

    public @Nullable String getTlsCertificate() {
        return tlsCertificate;
    }

    /** A PEM file with our certificate first, and what leads to its authority. */
    public void setTlsCertificate(@Nullable String tlsCertificate) {
        this.tlsCertificate = tlsCertificate;
    }

    public @Nullable String getTlsKey() {
        return tlsKey;
    }

    /** A PEM file with the private key, without a password. */
    public void setTlsKey(@Nullable String tlsKey) {
        this.tlsKey = tlsKey;
    }

    public @Nullable String getTlsTrusted() {
        return tlsTrusted;
    }

    /** A PEM file with the authorities that peers' certificates must come from. */
    public void setTlsTrusted(@Nullable String tlsTrusted) {
        this.tlsTrusted = tlsTrusted;
    }

    public boolean isTlsClientCertificateRequired() {
        return tlsClientCertificateRequired;
    }

    /** Whether who connects to us must show a certificate. */
    public void setTlsClientCertificateRequired(boolean tlsClientCertificateRequired) {
        this.tlsClientCertificateRequired = tlsClientCertificateRequired;
    }

    public @Nullable SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /** Keys and certificates, instead of PEM files. Only its key store, trust store and certAlias are used. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public @Nullable String getRecordFolder() {
        return recordFolder;
    }

    /**
     * The folder of the record of forwards, one file of JSON lines for each day. With it, caps of the day and calls that
     * were moved are known after a restart. Without it they are not, and the record is the logger sip.audit.
     */
    public void setRecordFolder(String recordFolder) {
        this.recordFolder = recordFolder;
    }

    public @Nullable ForwardGuard getGuard() {
        return guard;
    }

    /** Who counts forwards, to share it between contexts; instead of recordFolder. */
    public void setGuard(ForwardGuard guard) {
        this.guard = guard;
    }

    public @Nullable SipStack getStack() {
        return stack;
    }

    /** A stack that is open already, to share it between contexts. It is not closed by this component. */
    public void setStack(SipStack stack) {
        this.stack = stack;
    }

    /** Opens what it needs, unless it is open, and lets another component use it. It stays this one's to close. */
    public void lendTo(SipComponent other) {
        other.setStack(runtime.stack());
        other.setGuard(runtime.guard());
        if (meterRegistry != null) {
            other.setMeterRegistry(meterRegistry);
        }
        other.setAdvertisedHost(runtime.advertised());
    }

    /** What is known of the peers that are watched; none before anything is open. */
    public List<SipStack.PeerState> peers() {
        return runtime.peers();
    }

    CallObservers observers() {
        return observers;
    }

    /** What all endpoints are called in metrics, on record and in messages, whatever they say. */
    public void actFor(String name) {
        this.target = name;
    }

    /** Who hears what becomes of calls, beside the routes. */
    public void observe(CallObservers observers) {
        this.observers = observers;
    }

    public @Nullable MeterRegistry getMeterRegistry() {
        return meterRegistry;
    }

    /** Where metrics go; none without it. */
    public void setMeterRegistry(MeterRegistry meterRegistry) {
        this.meterRegistry = meterRegistry;
    }

    public int getMaxPendingForwards() {
        return maxPendingForwards;
    }

    /** How many forwards may be going on; further ones are refused. */
    public void setMaxPendingForwards(int maxPendingForwards) {
        this.maxPendingForwards = maxPendingForwards;
    }

    public int getMaxPendingRedirects() {
        return maxPendingRedirects;
    }

    /** How many redirects may wait for their call; further ones are refused. */
    public void setMaxPendingRedirects(int maxPendingRedirects) {
        this.maxPendingRedirects = maxPendingRedirects;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    /** How many TCP and TLS connections there may be. */
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public int getMessagesPerSecond() {
        return messagesPerSecond;
    }

    /** How many messages a second are taken from one source; the rest is dropped. */
    public void setMessagesPerSecond(int messagesPerSecond) {
        this.messagesPerSecond = messagesPerSecond;
    }

    public int getMaxMessageSize() {
        return maxMessageSize;
    }

    /** How large a message may be, in bytes. */
    public void setMaxMessageSize(int maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    public long getT1Millis() {
        return t1Millis;
    }

    /** The estimate of the round trip that all timers of RFC 3261 follow from. */
    public void setT1Millis(long t1Millis) {
        this.t1Millis = t1Millis;
    }

    public long getPingIntervalMillis() {
        return pingIntervalMillis;
    }

    /** How often peers with ping=true are asked. */
    public void setPingIntervalMillis(long pingIntervalMillis) {
        this.pingIntervalMillis = pingIntervalMillis;
    }

    public int getWorkerThreads() {
        return workerThreads;
    }

    /** How many threads run routes after an answer, and as many after a request. */
    public void setWorkerThreads(int workerThreads) {
        this.workerThreads = workerThreads;
    }
}
