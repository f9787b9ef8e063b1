package dev.baton.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.vendor.AfterCreationException;
import dev.baton.vendor.LiveTokens;
import dev.baton.vendor.VendorHttp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The Camel context in which one version of one target makes its calls: the connector's Kamelet with the target's
 * settings, its own HTTP connections, its own access tokens. What happens in it touches no other target, and when it is
 * closed nothing of it remains.
 */
public final class TargetContext implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ActiveTarget target;
    private final TargetCamelContext context;
    private final ProducerTemplate template;
    private final Endpoint calls;

    private TargetContext(ActiveTarget target, TargetCamelContext context) {
        this.target = target;
        this.context = context;
        this.template = context.createProducerTemplate();
        this.calls = context.getEndpoint(kameletUri(target));
    }

    /**
     * Builds everything the target's calls need and sends nothing.
     *
     * @throws dev.baton.source.SourceException with the place in the Kamelet, when it cannot be built
     */
    public static TargetContext build(ActiveTarget target, VendorHttp.Limits limits, Clock clock, Network network) {
        TargetCamelContext context = new TargetCamelContext(target, network.sip());
        try {
            configure(context, target);
            VendorHttp.install(context, limits, TargetHosts.of(target), clock, network.http());
            context.start();
            load(context, target);
            return new TargetContext(target, context);
        } catch (Exception e) {
            context.stop();
            throw KameletFault.of(target, e);
        }
    }

    /**
     * Makes the connector's calls for this delivery, on this thread.
     *
     * @return what the delivery adds to the receipt: state and the vendor's references
     * @throws Exception whatever stopped the calls
     */
    public ObjectNode call(DeliveryScope delivery) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        input(exchange, delivery.handover());
        send(delivery, exchange);
        return ReceiptBody.of(exchange);
    }

    /**
     * Makes the calls of a connector that asks whether anybody is there, on this thread.
     *
     * @throws Exception whatever stopped the calls, or an answer that says nothing
     */
    public Availability ask(DeliveryScope question) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        send(question, exchange);
        return Availability.of(ReceiptBody.read(exchange));
    }

    /**
     * Makes the calls of a connector that does something beside handing over, on this thread. An answer of success is
     * one.
     *
     * @param order what the first mapping gets
     * @throws Exception whatever stopped the calls
     */
    public void operate(DeliveryScope delivery, ObjectNode order) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(order);
        send(delivery, exchange);
    }

    private void send(DeliveryScope delivery, Exchange exchange) throws Exception {
        delivery.bind(exchange);
        template.send(calls, exchange);
        if (exchange.getException() != null) {
            throw DeliveryScope.hasCreated(exchange)
                    ? new AfterCreationException(exchange.getException())
                    : exchange.getException();
        }
    }

    /** A Kamelet without mappings, such as a stock one, gets the handover as it would come from anywhere: JSON bytes. */
    private void input(Exchange exchange, JsonNode handover) throws JsonProcessingException {
        if (target.connector().mappings().isEmpty()) {
            exchange.getMessage().setBody(JSON.writeValueAsBytes(handover));
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        } else {
            exchange.getMessage().setBody(handover);
        }
    }

    public ActiveTarget target() {
        return target;
    }

    /** The tokens in use, which a vendor may repeat in an answer. */
    public LiveTokens tokens() {
        return VendorHttp.tokens(context);
    }

    /** Forgets tokens and looked-up answers: the next call fetches them again. */
    public void forget() {
        tokens().clear();
        VendorHttp.lookups(context).clear();
    }

    /** The addresses that the calls go to, and the blocks on the way. */
    public List<String> endpoints() {
        return context.getEndpoints().stream()
                .map(Endpoint::getEndpointUri)
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        context.stop();
    }

    private static void configure(TargetCamelContext context, ActiveTarget target) {
        context.getCamelContextExtension().setName("target-" + target.name());
        context.setApplicationContextClassLoader(TargetContext.class.getClassLoader());
        context.disableJMX();
        context.setStreamCaching(false);
        // An answer is read after its exchange is over, when a spooled file would be gone.
        context.getStreamCachingStrategy().setSpoolEnabled(false);
        context.getShutdownStrategy().setTimeout(5);
        context.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        // What a target does not set is not set, whatever else runs on this machine.
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        SecretProperty.addAll(target.definition(), context);
        context.getComponent("kamelet", KameletComponent.class)
                .setRouteProperties(Map.of(routeId(target), settings(target)));
    }

    private static void load(TargetCamelContext context, ActiveTarget target) throws Exception {
        Connector connector = target.connector();
        String placed = KameletSettings.place(target, context);
        try {
            load(context, connector.kameletFile(), placed);
        } catch (Exception e) {
            // Its lines and columns are of a text that nobody has seen; those of the Kamelet as it is written count.
            load(context, connector.kameletFile(), connector.kamelet().text());
            throw e;
        }
    }

    private static void load(TargetCamelContext context, String file, String kamelet) throws Exception {
        // Camel takes everything behind the first dot for the kind of the file.
        String name = file.replaceFirst("\\.(availability|undo|assign|tags)\\.", "-$1.");
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("mem:" + name, kamelet));
    }

    private static Properties settings(ActiveTarget target) {
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
        return properties;
    }

    private static String kameletUri(ActiveTarget target) {
        return "kamelet:" + target.connector().id() + "/" + routeId(target) + "?noErrorHandler=true";
    }

    /** No id that a Kamelet gives to one of its steps: Camel wants all of them to differ. */
    private static String routeId(ActiveTarget target) {
        return "baton." + target.name();
    }
}
