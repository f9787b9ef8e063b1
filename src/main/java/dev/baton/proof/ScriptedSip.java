package dev.baton.proof;

import dev.baton.connector.ActiveTarget;
import dev.baton.connector.TargetSip;
import dev.baton.sip.component.SipComponent;
import dev.baton.sip.policy.ForwardGuard;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;

/** SIP calls of a target that is only tried: the component is the real one, the endpoint behind it is played. */
final class ScriptedSip implements TargetSip {

    private final VendorScript script;

    ScriptedSip(VendorScript script) {
        this.script = script;
    }

    @Override
    public Component component(CamelContext context, ActiveTarget target) {
        SipComponent component = new SipComponent();
        component.actFor(target.name());
        component.setAdvertisedHost("gateway.invalid");
        component.setStack(new ScriptedStack(script));
        component.setGuard(ForwardGuard.ofRehearsals(Clock.systemUTC()));
        return component;
    }
}
