package dev.baton.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code into: header} and {@code secret:}: what a header may be called, and what may be in it. */
class HeadersTest {

    @Test
    void a_header_has_the_name_and_the_value_that_the_connector_gives() {
        assertThat(Headers.name("jslt:id.jslt", "Idempotency-Key")).isEqualTo("Idempotency-Key");
        assertThat(Headers.value("id.jslt", TextNode.valueOf("01JD0 \"~"))).isEqualTo("01JD0 \"~");
        assertThat(Headers.value("id.jslt", IntNode.valueOf(7))).isEqualTo("7");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "CamelHttpUri", "camelHttpMethod", "X Key", "X-Key:", "X-Key\r\nHost"})
    void a_name_that_is_none_or_that_steers_Camel_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Headers.name("secret:apiKey", name))
                .withMessage("secret:apiKey needs header=<name of an HTTP header>");
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_that_could_reach_beyond_its_line_is_refused_and_not_shown(JsonNode value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Headers.value("id.jslt", value))
                .withMessage(
                        "id.jslt: found " + value.getNodeType() + ", expected a text of printable ASCII characters");
    }

    static Stream<JsonNode> values() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode().add("a");
        return Stream.of(
                TextNode.valueOf("a\r\nHost: b"),
                TextNode.valueOf("Zoë"),
                TextNode.valueOf(""),
                NullNode.instance,
                array);
    }
}
