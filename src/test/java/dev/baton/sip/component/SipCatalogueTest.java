package dev.baton.sip.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated files in {@code src/generated} say what the classes say. */
class SipCatalogueTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STALE = "src/generated is not what the classes say. Run"
            + " mvn process-classes camel-package:generate-component, and delete the service files of other components";

    static JsonNode catalogue(String scheme) throws Exception {
        try (InputStream in =
                SipComponent.class.getResourceAsStream("/META-INF/dev/baton/sip/component/" + scheme + ".json")) {
            return JSON.readTree(in);
        }
    }

    private static Stream<Field> options(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .flatMap(field -> field.getType().isAnnotationPresent(UriParams.class)
                        ? options(field.getType())
                        : Stream.of(field))
                .filter(field -> field.isAnnotationPresent(UriParam.class) || field.isAnnotationPresent(UriPath.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip", "sips"})
    void optionsOfEndpointsAreThoseOfTheClasses(String scheme) throws Exception {
        TreeMap<String, String> classes = new TreeMap<>();
        options(SipCallEndpoint.class).forEach(field -> {
            UriParam param = field.getAnnotation(UriParam.class);
            classes.put(
                    field.getName(),
                    param == null ? "//false" : param.defaultValue() + "/" + param.enums() + "/" + param.secret());
        });
        TreeMap<String, String> generated = new TreeMap<>();
        for (var option : catalogue(scheme).path("properties").properties()) {
            if (option.getValue().path("label").asText().contains("advanced")) {
                continue;
            }
            generated.put(
                    option.getKey(),
                    option.getValue().path("defaultValue").asText() + "/"
                            + String.join(
                                    ",",
                                    JSON.convertValue(option.getValue().path("enum"), String[].class) == null
                                            ? new String[0]
                                            : JSON.convertValue(
                                                    option.getValue().path("enum"), String[].class))
                            + "/" + option.getValue().path("secret").asBoolean());
        }

        // Without a default a number is 0 and a boolean is false in the catalogue.
        generated.replaceAll((name, found) -> found.replaceFirst("^false/", "/"));
        assertThat(generated).as(STALE).isEqualTo(classes);
    }

    @Test
    void optionsOfTheComponentAreThoseOfTheClass() throws Exception {
        JsonNode generated = catalogue("sip").path("componentProperties");

        assertThat(Arrays.stream(SipComponent.class.getDeclaredFields())
                        .filter(field -> field.isAnnotationPresent(Metadata.class))
                        .map(field -> field.getName() + "="
                                + field.getAnnotation(Metadata.class).defaultValue()))
                .as(STALE)
                .allSatisfy(option -> {
                    String name = option.substring(0, option.indexOf('='));
                    assertThat(generated.has(name)).as(name).isTrue();
                    assertThat(generated.path(name).path("defaultValue").asText())
                            .as(name)
                            .isIn(option.substring(name.length() + 1), "false");
                });
        assertThat(generated).hasSize(20 + 3);
    }

    @Test
    void headersAreThoseOfTheClass() throws Exception {
        JsonNode generated = catalogue("sip").path("headers");

        for (Field field : SipConstants.class.getDeclaredFields()) {
            JsonNode header = generated.path((String) field.get(null));
            assertThat(header.path("description").asText())
                    .as("%s: %s", field.getName(), STALE)
                    .isEqualTo(field.getAnnotation(Metadata.class).description());
        }
    }

    @Test
    void camelFindsTheCatalogue() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getComponent("sip");
            assertThat(camel.getCamelContextExtension().getName()).isNotNull();
            assertThat(JSON.readTree(camel.getComponentParameterJsonSchema("sip"))
                            .path("component")
                            .path("scheme")
                            .asText())
                    .isEqualTo("sip");
        }
    }

    @Test
    void everyOptionIsDescribed() throws Exception {
        for (String group : new String[] {"properties", "componentProperties", "headers"}) {
            for (var option : catalogue("sip").path(group).properties()) {
                assertThat(option.getValue().path("description").asText())
                        .as(option.getKey())
                        .isNotEmpty();
            }
        }
    }
}
