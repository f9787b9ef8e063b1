package dev.baton.sip.component;

import dev.baton.sip.auth.DigestClient;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.policy.Caps;
import dev.baton.sip.policy.DialPlan;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** Move phone calls with SIP: REFER, redirects, and OPTIONS. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "sip,sips",
        title = "SIP,SIP (Secure)",
        syntax = "sip:address",
        category = {Category.NETWORKING},
        headersClass = SipConstants.class)
public class SipCallEndpoint extends DefaultEndpoint {

    private final boolean secure;

    @UriPath
    @Metadata(required = true)
    private @Nullable String address;

    @UriParam(enums = "refer,redirect,options", defaultValue = "refer")
    private String operation = "refer";

    @UriParam(label = "common")
    private @Nullable String target;

    @UriParam
    private SipPeerConfiguration peer = new SipPeerConfiguration();

    @UriParam
    private SipReferConfiguration refer = new SipReferConfiguration();

    @UriParam
    private SipPolicyConfiguration policy = new SipPolicyConfiguration();

    private @Nullable CheckedOptions checked;

    public SipCallEndpoint(String uri, SipComponent component, boolean secure) {
        super(uri, component);
        this.secure = secure;
    }

    @Override
    public SipComponent getComponent() {
        return (SipComponent) super.getComponent();
    }

    /** Tells at once what is wrong with options, not when the first call is to be moved. */
    void check() {
        Choice.check("operation", operation, "refer", "redirect", "options");
        checked = CheckedOptions.of(secure, address, peer, refer, policy);
    }

    private CheckedOptions options() {
        CheckedOptions known = checked;
        if (known == null) {
            throw new IllegalStateException("the endpoint was not made by its component");
        }
        return known;
    }

    SipAddress located() {
        return options().located();
    }

    DialPlan dialPlan() {
        return options().dialPlan();
    }

    Caps caps() {
        return options().caps();
    }

    @Nullable
    DigestClient digest() {
        return options().digest();
    }

    /** What metrics and messages call the peer. */
    String label() {
        return target == null ? located().uri().host() : target;
    }

    NameAddr from() {
        String host = peer.getFromHost() == null ? getComponent().runtime().ownHost() : peer.getFromHost();
        return NameAddr.of(SipUri.of(peer.getFromUser(), host, peer.getFromPort()));
    }

    @Override
    public Producer createProducer() {
        return switch (operation) {
            case "redirect" -> new RedirectProducer(this);
            case "options" -> new OptionsProducer(this);
            default -> new ReferProducer(this);
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation.equals("refer")) {
            throw new IllegalArgumentException(
                    "Option operation: found refer in from(), expected operation=redirect or operation=options; calls are"
                            + " moved with to()");
        }
        if (policy.getNumberAllow() != null
                && refer.getReferHost() == null
                && refer.getNumberForm().equals("sip")) {
            throw new IllegalArgumentException(
                    "Option referHost: found none in from() with numberAllow, expected the host where numbers are called");
        }
        SipCallConsumer consumer = new SipCallConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    public @Nullable String getAddress() {
        return address;
    }

    /** The peer, or for a consumer where to listen: a host, with a user before it and a port after it when needed. */
    public void setAddress(String address) {
        this.address = address;
    }

    public String getOperation() {
        return operation;
    }

    /**
     * What is done. A producer moves a call (refer), offers a redirect for a call that will be routed to us (redirect),
     * or asks whether the peer is there (options). A consumer answers INVITE (redirect) or OPTIONS (options).
     */
    public void setOperation(String operation) {
        this.operation = operation;
    }

    public @Nullable String getTarget() {
        return target;
    }

    /** What metrics, the record and messages call the peer, and whose caps are shared; by default its host. */
    public void setTarget(String target) {
        this.target = target;
    }

    public SipPeerConfiguration getPeer() {
        return peer;
    }

    /** Who the peer is. */
    public void setPeer(SipPeerConfiguration peer) {
        this.peer = peer;
    }

    public SipReferConfiguration getRefer() {
        return refer;
    }

    /** How calls are moved. */
    public void setRefer(SipReferConfiguration refer) {
        this.refer = refer;
    }

    public SipPolicyConfiguration getPolicy() {
        return policy;
    }

    /** What may be called. */
    public void setPolicy(SipPolicyConfiguration policy) {
        this.policy = policy;
    }
}
