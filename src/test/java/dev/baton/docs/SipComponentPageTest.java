package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.sip.component.SipComponent;
import dev.baton.sip.support.ScriptedPeer;
import dev.baton.sip.support.UdpPeer;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * docs/sip-component.md: the tables are what the catalogue says, and the routes do what is said of them. With
 * {@code -Dbaton.docs.write=true} the tables are written anew.
 */
class SipComponentPageTest {

    private static final Path PAGE = Path.of("docs/sip-component.md");

    /** Those that every component has, with descriptions of their own. */
    private static final Set<String> OF_CAMEL = Set.of(
            "bridgeErrorHandler", "exceptionHandler", "exchangePattern", "lazyStartProducer", "autowiredEnabled");

    @ParameterizedTest
    @CsvSource({
        "Options of an endpoint, properties",
        "Options of the component, componentProperties",
        "Headers, headers"
    })
    void aTableIsWhatTheCatalogueSays(String heading, String group) throws Exception {
        boolean headers = group.equals("headers");
        StringBuilder right = new StringBuilder(
                headers
                        ? "| header | for | what it is |\n|---|---|---|\n"
                        : "| option | default | what it does |\n|---|---|---|\n");
        for (Map.Entry<String, JsonNode> option : catalogue().path(group).properties()) {
            if (!OF_CAMEL.contains(option.getKey())) {
                right.append(headers ? header(option) : option(option));
            }
        }
        Pattern table = Pattern.compile("(?<=## " + heading + "\n\n)(\\|.*\n)+");
        if (Boolean.getBoolean("baton.docs.write")) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, table.matcher(page).replaceFirst(Matcher.quoteReplacement(right.toString())));
        }

        Matcher found = table.matcher(Files.readString(PAGE));

        assertThat(found.find())
                .as("a table below '## %s' of %s", heading, PAGE)
                .isTrue();
        assertThat(found.group())
                .as("the table below '## %s' of %s; run this test with -Dbaton.docs.write=true", heading, PAGE)
                .isEqualTo(right.toString());
    }

    private static JsonNode catalogue() throws IOException {
        try (InputStream in = SipComponent.class.getResourceAsStream("/META-INF/dev/baton/sip/component/sip.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static String option(Map.Entry<String, JsonNode> option) {
        JsonNode is = option.getValue();
        StringBuilder choices = new StringBuilder();
        is.path("enum").forEach(choice -> choices.append(choices.isEmpty() ? " One of `" : ", `")
                .append(choice.asText())
                .append('`'));
        return "| `%s`%s | %s | %s%s |\n"
                .formatted(
                        option.getKey(),
                        is.path("secret").asBoolean() ? " 🔒" : "",
                        is.path("defaultValue").asText().isEmpty()
                                ? ""
                                : "`" + is.path("defaultValue").asText() + "`",
                        is.path("description").asText().replace("|", "\\|"),
                        choices.isEmpty() ? "" : choices + ".");
    }

    private static String header(Map.Entry<String, JsonNode> header) {
        String label = header.getValue().path("label").asText();
        return "| `%s` | %s | %s |\n"
                .formatted(
                        header.getKey(),
                        label.isEmpty() ? "both" : label,
                        header.getValue().path("description").asText().replace("|", "\\|"));
    }

    private static DefaultCamelContext running(int block, Map<String, String> properties) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getComponent("sip", SipComponent.class).setListen("udp:127.0.0.1:0");
        Properties values = new Properties();
        values.putAll(properties);
        camel.getPropertiesComponent().setInitialProperties(values);
        String yaml = Markdown.read(PAGE.toString()).blocks("yaml").get(block);
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("page.yaml", yaml));
        camel.start();
        return camel;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 OK        | +4930901820    | moved: answered",
                "486 Busy Here | +4930901820    | not moved: busy, 202, 486",
                "200 OK        | +33145678901   | not allowed: number-not-allowed",
            })
    void theFirstRouteMovesACall(String status, String number, String body) throws Exception {
        try (ScriptedPeer sbc = new ScriptedPeer(ScriptedPeer.reporting("202 Accepted", "100 Trying", status));
                DefaultCamelContext camel =
                        running(0, Map.of("sbc", "127.0.0.1:" + sbc.port(), "sbc-password", "s3cret&+%x"))) {
            Object answer = camel.createFluentProducerTemplate()
                    .to("direct:move")
                    .withHeader("CamelSipReferTo", number)
                    .withHeader("CamelSipCallId", "9f2c@sbc")
                    .withHeader("CamelSipLocalTag", "botA1")
                    .withHeader("CamelSipRemoteTag", "sbcZ9")
                    .request(String.class);

            assertThat(answer).isEqualTo(body);
        }
    }

    @Test
    void theSecondRouteRedirectsCalls() throws Exception {
        int port;
        try (DatagramSocket socket = new DatagramSocket(0, UdpPeer.loopback())) {
            port = socket.getLocalPort();
        }
        try (DefaultCamelContext camel = running(1, Map.of("listen", "127.0.0.1:" + port))) {
            assertThat(camel.getRoutes()).hasSize(1);
            assertThat(invite(port, "support")).contains("302 ", "<sip:+4930901820@sbc.example.net;user=phone>");
            assertThat(invite(port, "sales")).contains("302 ", "<sip:sales@pbx.example.com>");
            assertThat(invite(port, "nobody")).contains("404 ");
        }
    }

    private static String invite(int port, String user) throws IOException {
        try (UdpPeer caller = new UdpPeer(new InetSocketAddress(UdpPeer.loopback(), port))) {
            caller.send(caller.request("INVITE", "z9hG4bK" + user)
                    .replace("sip:gw@127.0.0.1 SIP", "sip:" + user + "@127.0.0.1 SIP"));
            String answer = caller.receive();
            while (answer.startsWith("SIP/2.0 100")) {
                answer = caller.receive();
            }
            return answer;
        }
    }

    @Test
    void itsLinksLeadSomewhere() throws Exception {
        List<Path> links = Markdown.read(PAGE.toString()).links();

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(link).exists());
    }
}
