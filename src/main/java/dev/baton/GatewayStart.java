package dev.baton;

import dev.baton.connector.ActiveTargets;
import dev.baton.connector.ConnectorCatalog;
import dev.baton.target.Targets;
import dev.baton.vendor.AllowedHosts;
import dev.baton.vendor.VendorHttp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/** Fills the Camel context before it starts, so that the first request finds every target ready. */
final class GatewayStart implements CamelContextConfiguration {

    private final GatewayProperties properties;
    private final Clock clock;
    private final ConnectorCatalog catalog;
    private final Targets targets;
    private final ActiveTargets active;

    GatewayStart(
            GatewayProperties properties,
            Clock clock,
            ConnectorCatalog catalog,
            Targets targets,
            ActiveTargets active) {
        this.properties = properties;
        this.clock = clock;
        this.catalog = catalog;
        this.targets = targets;
        this.active = active;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        // A tap hands over to a queue that never blocks; another thread in between would only cost.
        context.getRegistry().bind("onCallersThread", new SynchronousExecutorService());
        VendorHttp.install(
                context, properties.http().limits(properties.delivery().atOnce()), hosts(), clock, List.of());
        try {
            RouteFiles.load(context, Installation.folder(properties.routes(), "routes"));
            active.activate(catalog, targets.targets().values());
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    private AllowedHosts hosts() {
        List<String> addresses = new ArrayList<>();
        targets.targets().values().forEach(target -> target.settings().forEach(value -> addresses.add(value.asText())));
        return AllowedHosts.of(List.of(), addresses);
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // Everything is in place before the start.
    }
}
