package dev.baton.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSizeTest {

    private static final List<String> PIECES = List.of(
            "a",
            ".",
            "\\d",
            "\\pL",
            "\\p{Lu}",
            "\\x{1F600}",
            "[a-z]",
            "[^]x]",
            "[[:alpha:]]",
            "[\\]{9}]",
            "(",
            "(?:",
            ")",
            "|",
            "*",
            "+",
            "?",
            "{2}",
            "{0,7}",
            "{3,}",
            "{12}",
            "{,4}",
            "\\(",
            "\\{",
            "^",
            "$",
            "😀");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:(?:x{900}){900}){900}",
                "((a{100}){100}){100}",
                "(a{1000}){1000}",
                "(([a-z]{50}|b){50}){50}",
                "(\\p{Lu}{500}){500}",
                "((a{0,500}){0,500})?"
            })
    void whatWouldFillTheHeapIsRefusedBeforeItIsCompiled(String expression) {
        String source = "test(.t, \"" + expression.replace("\\", "\\\\") + "\")";
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Mappings.compile(source))
                .withMessageStartingWith("open.jslt:1:1: test: found the regular expression '" + expression
                        + "', whose repetitions multiply, expected one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
                "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)$",
                "[{}]{1000}",
                "\\x{1F600}{7}"
            })
    void whatPeopleWriteIsFarBelowTheLimit(String expression) {
        assertThat(RegexSize.of(expression)).isBetween(1.0, 2_000.0);
    }

    @Test
    void noExpressionIsMuchLargerThanItIsTold() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int compiled = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder expression = new StringBuilder();
            for (int length = 1 + random.nextInt(14); length > 0; length--) {
                expression.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            double told = RegexSize.of(expression.toString());
            if (told <= RegexSize.LARGEST) {
                compiled += compiles(expression.toString(), told, seed) ? 1 : 0;
            }
        }
        assertThat(compiled).isGreaterThan(1_000);
    }

    private static boolean compiles(String expression, double told, long seed) {
        try {
            assertThat(Pattern.compile(expression).programSize())
                    .as("%s (seed %d)", expression, seed)
                    .isLessThan((int) (4 * told + 50));
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
