package dev.baton.connector;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Puts connector versions and their targets into a Camel context. The settings of a target go in as route properties:
 * verbatim, and invisible in every endpoint URI.
 */
final class Kamelets {

    private final CamelContext context;
    private final Map<String, Properties> settings = new ConcurrentHashMap<>();

    Kamelets(CamelContext context) {
        this.context = context;
        context.getComponent("kamelet", KameletComponent.class).setRouteProperties(settings);
    }

    /** Makes the connector version known to the context. */
    void load(Connector connector) throws Exception {
        Resource kamelet = ResourceHelper.fromString(
                "mem:" + connector.id() + "/" + ConnectorFolder.kameletFile(connector.id()), connector.kamelet());
        PluginHelper.getRoutesLoader(context).loadRoutes(kamelet);
    }

    /** Builds the route that makes the connector's calls with this target's settings. */
    void start(ActiveTarget target) {
        Properties properties = new Properties();
        target.definition()
                .settings()
                .properties()
                .forEach(setting -> properties.setProperty(
                        setting.getKey(), setting.getValue().asText()));
        // A Kamelet must have its required settings, but no secret may be in a route: it gets the setting's name.
        target.definition().secrets().keySet().forEach(name -> properties.setProperty(name, name));
        // Camel falls back to global properties when a route has none of its own.
        properties.setProperty("batonTarget", target.name());
        settings.put(target.routeId(), properties);
        context.getEndpoint(target.kameletUri());
    }

    /** Takes the target's route away again. */
    void stop(ActiveTarget target) throws Exception {
        context.getRouteController().stopRoute(target.routeId());
        context.removeRoute(target.routeId());
        context.removeEndpoints(target.kameletUri());
        settings.remove(target.routeId());
    }
}
