package dev.baton.voice;

import dev.baton.sip.component.SipComponent;
import java.util.Map;
import org.apache.camel.Endpoint;

/** The SIP component in the context of one target: what it does is counted, and put on record, under the target's name. */
public final class TargetSipComponent extends SipComponent {

    private final String target;

    public TargetSipComponent(String target) {
        this.target = target;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        parameters.put("target", target);
        return super.createEndpoint(uri, remaining, parameters);
    }
}
