package dev.baton.mapping;

import static dev.baton.mapping.Mappings.compile;
import static dev.baton.mapping.Mappings.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSLT computes while it compiles has no budget yet. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompilationBoundsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"x\" * 2000000000}",
                "let a = \"xxxxxxxxxx\" * 1000 let b = $a * 1000 $b * 1000",
                "let n = 2000000000 def f(x) $x + (\"a\" + \"b\") * $n f(1)",
                "let s = \"abcdefgh\" let t = $s * 500 * 500 [$t]",
            })
    void constant_text_that_would_eat_the_heap_at_the_start_is_refused(String source) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> compile(source))
                .withMessageContaining("a constant text of over 1,000,000 characters");
    }

    @Test
    void text_doubled_by_constants_is_refused() {
        StringBuilder source = new StringBuilder("let a0 = \"xxxxxxxxxx\" ");
        for (int i = 1; i < 40; i++) {
            source.append("let a")
                    .append(i)
                    .append(" = $a")
                    .append(i - 1)
                    .append(" + $a")
                    .append(i - 1)
                    .append(' ');
        }
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> compile(source + "$a39"))
                .withMessageContaining("a constant text of over 1,000,000 characters");
    }

    @Test
    void constants_of_ordinary_size_are_none_of_our_business() {
        assertThat(Mappings.apply("let day = 24 * 3600 * 1000000 {\"a\": \"-\" * 20, \"b\": $day}", json("{}")))
                .isEqualTo(json("{'a': '--------------------', 'b': 86400000000}"));
    }

    @Test
    void files_that_import_each_other_are_refused_and_so_are_imports_without_end() {
        Map<String, String> cycle =
                Map.of("a.jslt", "import \"b.jslt\" as b def f() 1", "b.jslt", "import \"a.jslt\" as a def f() 1");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Mapping.compile(
                        "open.jslt", "import \"a.jslt\" as a 1", name -> Optional.ofNullable(cycle.get(name))))
                .withMessageContaining("b.jslt:1:1: Module 'a.jslt' is already imported");
        AtomicInteger files = new AtomicInteger();
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Mapping.compile("open.jslt", "import \"a.jslt\" as a 1", name -> {
                    String next = "f" + files.incrementAndGet() / 1_000 + name.length() + name;
                    return Optional.of("import \"" + next + "\" as x import \"" + next + "\" as y def f() 1");
                }))
                .withMessageContaining("have more than 50 imports");
    }
}
