package dev.baton.mapping;

import static dev.baton.mapping.Mappings.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviours 26, 28. */
class MessageTemplateTest {

    private static final JsonNode HANDOVER = json(
            """
            {'customer': {'name': 'Ada'},
             'context': {'orderId': 'A-1', 'order': {'state': 'sent'}, 'a.b': 'dotted', 'count': 3, 'price': 12345678.50,
                         'vip': true, 'nothing': null, 'list': [1], 'customer': {'plan': 'gold'}, 'evil': '{{orderId}}'}}""");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Plain.|Plain.|",
                "Order {{orderId}}.|Order A-1.|",
                "Order {{ orderId }}.|Order A-1.|",
                "{{order.state}}|sent|",
                "{{context.orderId}}|A-1|",
                "{{a.b}}|dotted|",
                "{{customer.plan}} {{customer.name}}|gold Ada|",
                "{{count}} {{price}} {{vip}}|3 12345678.5 true|",
                "{{evil}}|{{orderId}}|",
                "Hi {{who}}!|Hi!|who",
                "Hi {{who}} there|Hi there|who",
                "{{who}} there|there|who",
                "Hi {{who}}|Hi|who",
                "a {{x}} {{y}} b {{x}}|a b|x,y",
                "a {{x}}{{count}}|a 3|x",
                "{{nothing}}{{list}}{{order}}||nothing,list,order",
                "two  spaces {{who}} stay|two  spaces stay|who",
                "{{{orderId}}}|A-1|",
                "a {{ b|a {{ b|",
                "a }} b {{|a }} b {{|",
                "{ {orderId} }|{ {orderId} }|",
                "{{ {{orderId}} }}|  A-1  |",
                "{{a{b}}||a{b",
                "{{}}|||",
            })
    void a_template_is_filled_and_what_is_missing_is_named(String template, String expected, String missing) {
        MessageTemplate.Rendered rendered = MessageTemplate.render(template, HANDOVER);
        assertThat(rendered.text().strip()).isEqualTo(expected == null ? "" : expected.strip());
        assertThat(String.join(",", rendered.missing())).isEqualTo(missing == null ? "" : missing.replace("|", ""));
    }

    @Test
    void no_template_leaves_a_pair_of_braces_or_fails() {
        RandomText random = new RandomText(5);
        List<String> pieces = List.of("{", "}", "{{", "}}", "x", " ", "{{orderId}}", "😀", ".");
        for (int i = 0; i < 50_000; i++) {
            StringBuilder template = new StringBuilder();
            for (int j = random.upTo(12); j > 0; j--) {
                template.append(pieces.get(random.upTo(pieces.size())));
            }
            String text = MessageTemplate.render(template.toString(), HANDOVER).text();
            int open = text.indexOf("{{");
            assertThat(open >= 0 && text.indexOf("}}", open) >= 0)
                    .as("%s -> %s", template, text)
                    .isFalse();
        }
    }

    @Test
    void a_number_without_end_is_not_written_out() {
        ObjectNode handover = Mappings.JSON.createObjectNode();
        handover.putObject("context").put("n", new java.math.BigDecimal("1e999999999"));
        assertThat(MessageTemplate.render("{{n}}", handover).text()).isEqualTo("1E+999999999");
    }

    @Test
    void a_long_template_of_braces_takes_linear_time() {
        String template = "{{".repeat(500_000) + "}}".repeat(500_000);
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(30), () -> MessageTemplate.render(template, HANDOVER));
    }
}
