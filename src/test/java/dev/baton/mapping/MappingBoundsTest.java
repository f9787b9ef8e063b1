package dev.baton.mapping;

import static dev.baton.mapping.Mappings.compile;
import static dev.baton.mapping.Mappings.json;
import static dev.baton.mapping.Mappings.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without the bounds each of these would run for minutes or for ever, or take the whole heap. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MappingBoundsTest {

    private static final String STEPS =
            "the mapping takes more than 1,000,000 steps with this message; it must do less work per message";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Loops in loops.
                "[for (.many) [for ($handover.many) [for ($handover.many) 1]]]",
                "[for (.many) {for ($handover.many) string(.) : $handover.many}]",
                "[for (.keys) [for ($handover.keys) [for ($handover.keys) 1]]]",
                "[for (.many) {let all = $handover.many \"x\": [for ($all) . + 1]}]",
                "[for (.many) [for ($handover.many) .] if ([for ($handover.many) . == 3])]",
                "import \"http://jslt.schibsted.com/2018/experimental\" as e"
                        + " [for (.many) e:group-by($handover.many, ., [for ($handover.many) .])]",
                // Recursion.
                "def fib(n) if ($n < 2) $n else fib($n - 1) + fib($n - 2) fib(60)",
                "def f(n) let a = if ($n > 0) f($n - 1) else 1 let b = if ($n > 0) f($n - 1) else 1 $a + $b f(60)",
                "def f(n) if ($n > 0) [for ($handover.many) f($n - 1)] else 1 f(9)",
                // Copies.
                "def f(n, s) if ($n > 0) f($n - 1, $s + $s) else $s f(60, .text)",
                "def f(n, s) if ($n > 0) f($n - 1, join([$s, $s], $s)) else $s f(60, .text)",
                "def f(n, s) if ($n > 0) f($n - 1, $s + $s) else $s f(60, .many)",
                "def f(n, s) if ($n > 0) f($n - 1, replace($s, \".\", $s)) else $s f(60, .text)",
                "def f(n, s) if ($n > 0) f($n - 1, flatten([$s, $s])) else $s f(60, .many)",
                ".text * 2000000000",
                "2000000000 * .none2 + (\"\" + .text) * .huge",
                ".empty * .huge",
                ".many[.low : ]",
                "join(.many, .long)",
                "[for (.many) $handover.long + .]",
                "[for (.many) $handover.long[1 : ]]",
                "[for (.many) lowercase($handover.long)]",
                "[for (.many) $handover.long > $handover.long2]",
                // What is small to hold and huge to read.
                "def f(n, s) if ($n > 0) f($n - 1, [$s, $s]) else $s f(60, .many)",
                "def f(n, s) if ($n > 0) f($n - 1, {\"a\": $s, \"b\": $s}) else $s to-json(f(60, .many))",
                "def f(n, s) if ($n > 0) f($n - 1, [$s, $s]) else $s f(60, 1) == f(60, 1)",
                "def f(n, s) if ($n > 0) f($n - 1, [$s, $s]) else $s \"\" + f(60, 1)",
                "def f(n, s) if ($n > 0) f($n - 1, [$s, $s]) else $s f(60, 1) - 1",
                "def f(n, s) if ($n > 0) f($n - 1, [$s, $s]) else $s contains(f(60, 1), [f(60, 1)])",
                "def f(n, s) if ($n > 0) f($n - 1, {\"a\": $s, \"b\": $s}) else $s sum(f(60, 1))",
                "def f(n, s) if ($n > 0) f($n - 1, [$s, $s]) else $s {for (.many) f(60, 1) : 1}",
                "def f(n, s) if ($n > 0) f($n - 1, [$s, $s]) else $s if (true) .many[f(60, 1)]",
                // What takes more than a look at each character.
                "number(.digits)",
                ".digits - 1",
                "contains(.long2, .long)",
                // Regular expressions.
                "[for (.many) test($handover.text, \"(a{1000})b\")]",
                "[for (.many) capture($handover.long, \"(?<all>(a+)+)b$\")]",
                "[for (.many) split($handover.long, \"a\")]",
                "[for (.many) replace($handover.long, \"a\", \"\")]",
                "[for (.many) test($handover.long, \"b$\")]",
            })
    void a_mapping_that_takes_too_much_ends_and_says_where(String source) {
        Mapping mapping = compile(source);
        JsonNode message = message();
        MappingException failure = catchThrowableOfType(
                MappingException.class, () -> mapping.apply(message, variables(message, json("{}"))));
        assertThat(failure.reason()).isEqualTo(STEPS);
    }

    @Test
    void a_call_too_deep_and_a_loop_too_long_are_told_with_their_place_also_in_an_import() {
        Map<String, String> files =
                Map.of("a.jslt", "def again(x)\n  again($x)\ndef loop(x)\n  [for ($x)\n    [for ($x) [for ($x) 1]]]");
        Function<String, Optional<String>> read = name -> Optional.ofNullable(files.get(name));
        assertThat(failure("again.jslt", "import \"a.jslt\" as a a:again(1)", read))
                .isEqualTo("a.jslt:2:3: again calls itself more than 200 deep");
        assertThat(failure("loop.jslt", "import \"a.jslt\" as a a:loop(.many)", read))
                .isEqualTo("a.jslt:5:15: " + STEPS);
    }

    private static String failure(String name, String source, Function<String, Optional<String>> files) {
        Mapping mapping = Mapping.compile(name, source, files);
        JsonNode message = message();
        MappingException failure = catchThrowableOfType(
                MappingException.class, () -> mapping.apply(message, variables(message, json("{}"))));
        return String.valueOf(failure.getMessage());
    }

    @Test
    void recursion_up_to_the_limit_works_on_a_small_stack_and_beyond_it_is_refused() throws InterruptedException {
        String body =
                "def f(n) {\"a\": if ($n > 1) flatten([for ([$n]) [if (. > 1) fallback(f(. - 1).a, 7)]]) else [7]} size(f(.n).a)";
        Mapping mapping = compile(body);
        assertThat(onSmallStack(
                        () -> mapping.apply(json("{'n': 200}"), Map.of()).asText()))
                .isEqualTo("1");
        assertThat(onSmallStack(
                        () -> mapping.apply(json("{'n': 201}"), Map.of()).asText()))
                .contains("f calls itself more than 200 deep");
    }

    private static String onSmallStack(Supplier<String> work) throws InterruptedException {
        AtomicReference<String> result = new AtomicReference<>("");
        Runnable task = () -> {
            try {
                result.set(work.get());
            } catch (MappingException e) {
                result.set(String.valueOf(e.getMessage()));
            }
        };
        Thread thread = new Thread(null, task, "small stack", 512 * 1024);
        thread.start();
        thread.join();
        return String.valueOf(result.get());
    }

    @Test
    void a_result_nested_deeper_than_readers_take_is_refused() {
        Mapping mapping = compile("def f(n) if ($n > 1) [f($n - 1)] else [1] f(.n)");
        assertThat(mapping.apply(json("{'n': 100}"), Map.of()).toString()).startsWith("[[[");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> mapping.apply(json("{'n': 101}"), Map.of()))
                .withMessage("open.jslt: a value is nested more than 100 deep");
    }

    @Test
    void every_application_has_its_own_budget_on_every_thread() throws Exception {
        Mapping mapping = compile("size([for (.many[0 : 200]) [for ($handover.many) .]])");
        JsonNode message = message();
        Map<String, JsonNode> variables = variables(message, json("{}"));
        List<Callable<JsonNode>> tasks = Collections.nCopies(40, () -> mapping.apply(message, variables));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<JsonNode> result : threads.invokeAll(tasks)) {
                assertThat(result.get().asInt()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static ObjectNode message() {
        ObjectNode message = Mappings.JSON.createObjectNode();
        ArrayNode many = message.putArray("many");
        ObjectNode keys = message.putObject("keys");
        for (int i = 0; i < 1_000; i++) {
            many.add(i);
            keys.put("key" + i, i);
        }
        message.put("text", "a".repeat(10_000)).put("long", "a".repeat(100_000)).put("long2", "a".repeat(49_999) + "b");
        message.put("digits", "7".repeat(100_000))
                .put("huge", Integer.MAX_VALUE)
                .put("low", -Integer.MAX_VALUE);
        return message.put("empty", "");
    }
}
