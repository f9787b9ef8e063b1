package dev.baton.connector;

import dev.baton.target.TargetDefinition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * The targets that can be delivered to now. Each has a delivery route of its own, {@code deliver-<target>}, whose id
 * and metrics outlive every version of its connector.
 */
public final class ActiveTargets {

    private final CamelContext context;
    private final Kamelets kamelets;
    private volatile Map<String, ActiveTarget> targets = Map.of();

    public ActiveTargets(CamelContext context) {
        this.context = context;
        this.kamelets = new Kamelets(context);
    }

    public Optional<ActiveTarget> find(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    public Collection<ActiveTarget> all() {
        return targets.values();
    }

    /**
     * Builds and starts everything these targets need, then lets them serve.
     *
     * @throws Exception when a Kamelet cannot be built; the message names file, line and reason
     */
    public void activate(ConnectorCatalog catalog, Collection<TargetDefinition> definitions) throws Exception {
        Map<String, ActiveTarget> active = new LinkedHashMap<>();
        for (TargetDefinition definition : definitions) {
            Connector connector = catalog.find(definition.connector()).orElseThrow();
            active.put(definition.name(), new ActiveTarget(definition, connector));
        }
        for (Connector connector :
                active.values().stream().map(ActiveTarget::connector).distinct().toList()) {
            kamelets.load(connector);
        }
        for (ActiveTarget target : active.values()) {
            kamelets.start(target);
            TemplatedRouteBuilder.builder(context, "deliver")
                    .routeId("deliver-" + target.name())
                    .parameter("target", target.name())
                    .add();
        }
        targets = Map.copyOf(active);
    }
}
