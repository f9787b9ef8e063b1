package dev.baton;

import dev.baton.catalog.CatalogWatch;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/** Fills the Camel context before it starts, so that the first request finds every target ready. */
final class GatewayStart implements CamelContextConfiguration {

    private final GatewayProperties properties;
    private final CatalogWatch watch;

    GatewayStart(GatewayProperties properties, CatalogWatch watch) {
        this.properties = properties;
        this.watch = watch;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        // A tap hands over to a queue that never blocks; another thread in between would only cost.
        context.getRegistry().bind("onCallersThread", new SynchronousExecutorService());
        try {
            RouteFiles.load(context, Installation.folder(properties.routes(), "routes"));
            watch.start();
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // Everything is in place before the start.
    }
}
