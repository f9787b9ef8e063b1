package dev.baton.voice;

import dev.baton.connector.ActiveTarget;
import dev.baton.connector.TargetSip;
import dev.baton.sip.component.SipComponent;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;

/** Lets all targets move calls through the one endpoint that the gateway has open. */
public final class SipCalls implements TargetSip {

    private final Supplier<SipComponent> gateway;
    private final CallReports reports;

    /** @param gateway has the endpoint and the record of forwards, and counts */
    public SipCalls(Supplier<SipComponent> gateway, CallReports reports) {
        this.gateway = gateway;
        this.reports = reports;
    }

    @Override
    public Component component(CamelContext context, ActiveTarget target) {
        SipComponent component = new SipComponent();
        component.actFor(target.name());
        gateway.get().lendTo(component);
        component.observe(reports);
        return component;
    }
}
