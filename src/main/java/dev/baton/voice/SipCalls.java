package dev.baton.voice;

import dev.baton.connector.ActiveTarget;
import dev.baton.connector.TargetSip;
import dev.baton.sip.component.SipComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;

/** Lets all targets move calls through the one endpoint that the gateway has open. */
public final class SipCalls implements TargetSip {

    private final SipComponent gateway;
    private final CallReports reports;

    /** @param gateway has the endpoint and the record of forwards, and counts; started before the first call */
    public SipCalls(SipComponent gateway, CallReports reports) {
        this.gateway = gateway;
        this.reports = reports;
    }

    @Override
    public Component component(CamelContext context, ActiveTarget target) {
        TargetSipComponent component = new TargetSipComponent(target.name());
        gateway.lendTo(component);
        component.observe(reports);
        return component;
    }
}
