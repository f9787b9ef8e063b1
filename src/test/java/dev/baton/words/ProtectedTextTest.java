package dev.baton.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.mapping.MessageTemplate;
import dev.baton.mapping.MessageTemplate.Parts;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** Behaviours 26, 27, 29. */
class ProtectedTextTest {

    private static final ObjectNode HANDOVER = new ObjectMapper()
            .createObjectNode()
            .set(
                    "context",
                    new ObjectMapper()
                            .createObjectNode()
                            .put("name", "Ann & <Bob> \"'")
                            .put("evil", "<break/>]]>\u0000\u000b\ud800x{{name}}"));

    static Stream<Marks> marks() {
        return Stream.of(Marks.XML, Marks.HTML, Marks.BRACES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello | Hello | Hello",
                "R&D <b> | R&D <b> | R&D <b>",
                "Hi {{name}} & co | Hi <x>1</x> &amp; co | Hi {1} & co",
                "{{a}} {{b}} ok | <x>0</x> <x>2</x> ok | {0} {2} ok",
            })
    void variables_become_marks_and_values_are_nowhere(String template, String xml, String braces) {
        ProtectedText text = ProtectedText.of(template, false);

        assertThat(text.marked(Marks.XML)).isEqualTo(xml);
        assertThat(text.marked(Marks.BRACES)).isEqualTo(braces);
    }

    @Test
    void tags_become_marks_except_around_the_whole() {
        ProtectedText text = ProtectedText.of("<speak>Hi {{name}},<break time=\"{{pause}}\"/> a &amp; b</speak>", true);

        assertThat(text.marked(Marks.BRACES)).isEqualTo("Hi {2},{4} a & b");
        assertThat(text.marked(Marks.XML)).isEqualTo("Hi <x>2</x>,<x>4</x> a &amp; b");
        assertThat(text.restored("Salut {2} : {4} a & c", Marks.BRACES))
                .map(parts -> rendered(parts, true))
                .contains("<speak>Salut Ann &amp; &lt;Bob&gt; &quot;&apos; : <break time=\"\"/> a &amp; c</speak>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{1} Hi {3}, you | true",
                "{3} and { 1 } | true",
                "Hi {1}, you | false",
                "Hi {1} {3} {1} | false",
                "Hi {1} {3} {7} | false",
                "Hi {1} {2} {3} | false",
                "Hi (1) {3} | false",
                "Hi | false",
            })
    void each_mark_must_come_back_once(String translation, boolean counts) {
        assertThat(ProtectedText.of("Hi {{name}} and {{name}}", false).restored(translation, Marks.BRACES))
                .matches(parts -> parts.isPresent() == counts);
    }

    @Test
    void tags_must_come_back_in_their_order() {
        ProtectedText text = ProtectedText.of("<speak>a <p>b</p> c {{name}}</speak>", true);

        assertThat(text.restored("c {6} a {2}b{4}", Marks.BRACES)).isPresent();
        assertThat(text.restored("a {4}b{2} c {6}", Marks.BRACES)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("marks")
    void what_a_translator_writes_is_never_a_variable(Marks marks) {
        ProtectedText text = ProtectedText.of("Hi {{name}}", false);

        Optional<Parts> parts = text.restored("{{evil}} " + marks.mark(1) + " {{source.botId}}", marks);

        assertThat(parts.orElseThrow().variables()).containsExactly("name");
        assertThat(rendered(parts.orElseThrow(), false)).doesNotContain("{{").doesNotContain("}}");
    }

    @ParameterizedTest
    @MethodSource("marks")
    void a_translator_that_changes_nothing_gives_back_what_the_template_says(Marks marks) {
        Random random = new Random(7);
        List<String> pieces =
                List.of("{", "}", "{{name}}", "{{ a.b }}", "{{", "}}", "<", ">", "&", "&amp;", "x", " ", "😀", ".");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder template = new StringBuilder();
            for (int j = random.nextInt(10); j > 0; j--) {
                template.append(pieces.get(random.nextInt(pieces.size())));
            }
            ProtectedText text = ProtectedText.of(template.toString(), false);
            // LibreTranslate answers without the entities that it was sent.
            String answer = text.marked(marks);
            String back = marks == Marks.HTML && text.hasMarks() ? Ssml.unescape(answer) : answer;
            text.restored(back, marks).ifPresent(parts -> assertThat(rendered(parts, false))
                    .as(template.toString())
                    .isEqualTo(rendered(MessageTemplate.parts(template.toString()), false)));
        }
    }

    @Test
    void ssml_stays_well_formed_whatever_its_variables_are_and_a_translator_writes() throws Exception {
        Random random = new Random(11);
        List<String> pieces = List.of(
                "{{name}}", "{{evil}}", "<break time='{{evil}}'/>", "<p>a", "</p>", "&amp;", "&#39;", "x>", " ", "😀");
        List<UnaryOperator<String>> translators = List.of(
                text -> text,
                text -> "<b>&" + text + "]]>",
                text -> text.replace("a", "\u0001<"),
                text -> text + "{{evil}}");
        int whole = 0;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder inner = new StringBuilder();
            for (int j = random.nextInt(8); j > 0; j--) {
                inner.append(pieces.get(random.nextInt(pieces.size())));
            }
            String template = "<speak version=\"1.1\">" + inner + "</speak>";
            if (!isWellFormed(template)) {
                continue;
            }
            assertThat(isWellFormed(rendered(MessageTemplate.parts(template), true)))
                    .isTrue();
            ProtectedText text = ProtectedText.of(template, true);
            if (!text.hasWords()) {
                continue;
            }
            for (UnaryOperator<String> translator : translators) {
                Optional<Parts> parts = text.restored(translator.apply(text.marked(Marks.XML)), Marks.XML);
                if (parts.isPresent()) {
                    whole++;
                    assertThat(isWellFormed(rendered(parts.get(), true)))
                            .as("%s -> %s", template, parts.get())
                            .isTrue();
                }
            }
        }
        assertThat(whole).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<speak>Hello <break time=\"1s\"/>there.</speak> | Hello there.",
                "<speak>One<break/>, two &amp; three</speak> | One, two & three",
                "<speak><sub alias=\"a > b\">A</sub>&#x41;</speak> | A A",
                "<speak/> | ''",
            })
    void who_reads_gets_ssml_without_its_tags(String ssml, String plain) {
        assertThat(Ssml.plain(ssml)).isEqualTo(plain.replace("''", ""));
    }

    private static String rendered(Parts parts, boolean ssml) {
        return MessageTemplate.render(parts, HANDOVER, ssml ? Ssml::escape : UnaryOperator.identity())
                .text();
    }

    private static boolean isWellFormed(String xml) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        try {
            builder.parse(new InputSource(new StringReader(xml)));
            return true;
        } catch (org.xml.sax.SAXException e) {
            return false;
        }
    }
}
