package dev.baton.sip.component;

import dev.baton.sip.forward.SipStack;
import dev.baton.sip.policy.ForwardGuard;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.jspecify.annotations.Nullable;

/** Moves calls with SIP. One stack for all endpoints, those of {@code sips:} included. */
@Component("sip,sips")
public class SipComponent extends SipLimitOptions {

    private final SipRuntime runtime = new SipRuntime(this);

    @Metadata
    private @Nullable String listen;

    @Metadata
    private @Nullable String advertisedHost;

    @Metadata(defaultValue = "false")
    private boolean ipv6;

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
}
