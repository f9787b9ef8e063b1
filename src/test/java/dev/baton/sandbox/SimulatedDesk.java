package dev.baton.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.baton.connector.Connector;
import dev.baton.connector.Example;
import dev.baton.target.TargetDefinition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Plays every vendor at once: answers each connector's calls with what the connector's own model example says.
 * Each connector has a path of its own, so that one port serves all.
 */
public final class SimulatedDesk implements AutoCloseable {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int REMEMBERED = 1_000;

    private final String address;
    private final WireMockServer server;
    private final CallBacks callBacks = new CallBacks();
    private final SimulatedSbc sbc = SimulatedSbc.start(0);

    private SimulatedDesk(String address, WireMockServer server) {
        this.address = address;
        this.server = server;
    }

    /** @param port 0 for any free one */
    public static SimulatedDesk start(int port) {
        WireMockServer server = new WireMockServer(
                wireMockConfig().bindAddress("127.0.0.1").port(port).containerThreads(32));
        server.start();
        return new SimulatedDesk("http://127.0.0.1:" + server.port(), server);
    }

    /**
     * For anybody who reaches this machine, and for long: only the latest calls are remembered.
     *
     * @param address with the host name that callers use and the port to listen on
     */
    static SimulatedDesk open(URI address) {
        WireMockServer server = new WireMockServer(
                wireMockConfig().port(address.getPort()).containerThreads(32).maxRequestJournalEntries(REMEMBERED));
        server.start();
        return new SimulatedDesk(address.toString(), server);
    }

    public WireMockServer server() {
        return server;
    }

    /** Where the setting {@code name} of a connector has to point so that its calls end here. */
    public String url(String connector, String name) {
        return address + "/" + connector + "/" + name;
    }

    /** Names of the connector's settings that hold a vendor's address. */
    public static List<String> addressSettings(Connector connector) {
        List<String> names = new ArrayList<>();
        connector.form().definition().path("properties").properties().forEach(setting -> {
            if (setting.getValue().path("format").asText().equals("uri")) {
                names.add(setting.getKey());
            }
        });
        return names;
    }

    /** The other side of what moves calls. */
    public SimulatedSbc sbc() {
        return sbc;
    }

    private static boolean isSip(JsonNode request) {
        return request.path("url").asText().startsWith("sip:");
    }

    /** Learns the connector's calls. */
    public void play(Connector connector) {
        Example example =
                connector.model(Set.copyOf(addressSettings(connector))).orElseThrow();
        TargetDefinition definition = TargetDefinition.of("example", connector.form(), example.settings());
        example.exchange().stream()
                .filter(call -> !isSip(call.request()))
                .forEach(call -> stub(connector, definition, example.handover(), call));
        if (connector.events() != null && connector.events().authentication() != null) {
            server.addMockServiceRequestListener((request, response) -> {
                if (request.getUrl().startsWith("/" + connector.id() + "/") && response.getStatus() == 200) {
                    callBacks.after(connector, request);
                }
            });
        }
    }

    /**
     * From now on the vendors' own events go to the gateway, as each connector's model example has them.
     *
     * @param gateway its address, without a slash at the end
     */
    public void callBack(String gateway) {
        callBacks.to(gateway);
    }

    private void stub(Connector connector, TargetDefinition definition, ObjectNode handover, Example.Call call) {
        String url = call.request().path("url").asText();
        for (String setting : addressSettings(connector)) {
            String base = definition.settings().path(setting).asText();
            if (url.startsWith(base)) {
                String path =
                        URI.create("http://desk" + url.substring(base.length())).getPath();
                server.stubFor(request(
                                call.request().path("method").asText(),
                                urlPathMatching("/" + connector.id() + "/" + setting + anyOf(path, handover)))
                        .willReturn(answer(call.response())));
                return;
            }
        }
        throw new IllegalStateException(connector.id() + ": no setting holds the address of " + url);
    }

    /** Segments that come from the handover may be anything, ids made of its id too. */
    private static String anyOf(String path, ObjectNode handover) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            boolean varies = segment.contains("$handoverId")
                    || holds(handover, segment)
                    || UUID.matcher(segment).find();
            segments.add(varies ? "[^/]+" : Pattern.quote(segment));
        }
        return String.join("/", segments);
    }

    private static boolean holds(JsonNode node, String text) {
        if (node.isTextual()) {
            return !text.isEmpty() && node.asText().equals(text);
        }
        for (JsonNode child : node) {
            if (holds(child, text)) {
                return true;
            }
        }
        return false;
    }

    private static ResponseDefinitionBuilder answer(JsonNode response) {
        ResponseDefinitionBuilder answer =
                aResponse().withStatus(response.path("status").asInt(200));
        response.path("headers")
                .properties()
                .forEach(header ->
                        answer.withHeader(header.getKey(), header.getValue().asText()));
        if (response.has("body")) {
            answer.withHeader("Content-Type", "application/json")
                    .withBody(response.get("body").toString());
        }
        return answer;
    }

    @Override
    public void close() {
        server.stop();
        sbc.close();
    }
}
