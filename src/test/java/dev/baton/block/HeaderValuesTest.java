package dev.baton.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b-c", "x", "W/\"1\""})
    void a_printable_text_is_the_value_as_it_is(String value) {
        assertThat(HeaderValues.of("auth.jslt", TextNode.valueOf(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "secret ",
                "secret\r\nHost: evil",
                "secret\n",
                "secret\u0000",
                "secret\u007f",
                "secr\u00e9t",
                "secret\u2028"
            })
    void what_could_end_the_header_is_refused_and_not_repeated(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderValues.of("auth.jslt", TextNode.valueOf(value)))
                .withMessageStartingWith("auth.jslt: found a text that is empty")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secr", "evil"));
    }

    @Test
    void what_is_no_text_is_refused_with_its_kind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderValues.of("auth.jslt", NullNode.instance))
                .withMessage("auth.jslt: found NULL, expected a text for the header");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderValues.of("auth.jslt", IntNode.valueOf(1)))
                .withMessageContaining("found NUMBER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "CamelHttpUri", "camelHttpPath", "Host", "Content-Length", "Transfer-Encoding", "X Y", "X:"})
    void a_name_that_would_steer_the_call_is_refused_when_the_connector_is_built(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JsltBlock("auth.jslt", JsltBlock.Into.HEADER, name))
                .withMessageStartingWith("jslt:auth.jslt: found header '" + name + "' with into=header");
    }

    @Test
    void a_name_without_into_header_is_a_mistake_that_is_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JsltBlock("auth.jslt", JsltBlock.Into.BODY, "Authorization"))
                .withMessageContaining("found header 'Authorization' with into=body");
    }
}
