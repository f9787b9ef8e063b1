package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every behaviour of the source documents is shown by a test that names it, or its row says why it is not ours. With
 * {@code -Dbaton.docs.write=true} the last column is written anew.
 */
class BehavioursPageTest {

    private static final Path PAGE = Path.of("docs/behaviours.md");
    private static final int BEHAVIOURS = 80;
    private static final String NOT_OURS = "not ours: ";
    private static final int FEWEST_CHARACTERS = 40;

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (.+?) \\| (.*?) ?\\|$");
    private static final Pattern NAMED = Pattern.compile("\\bBehaviours? ((?:\\d+(?:, )?)+)\\.");

    private static Map<Integer, TreeSet<Path>> shown;

    @BeforeAll
    static void read() throws IOException {
        shown = new TreeMap<>();
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"));
                Stream<Path> examples = Files.walk(Path.of("connectors"))) {
            Stream.concat(
                            tests.filter(file -> file.toString().endsWith(".java")),
                            examples.filter(file -> file.toString().endsWith(".yaml")
                                    && file.getParent().endsWith("examples")))
                    .forEach(file -> behaviours(file)
                            .forEach(number -> shown.computeIfAbsent(number, none -> new TreeSet<>())
                                    .add(file)));
        }
    }

    @Test
    void it_says_what_the_tests_and_examples_say() throws IOException {
        String page = Files.readString(PAGE);
        String right = ROW.matcher(page).replaceAll(row -> Matcher.quoteReplacement(right(row)));
        if (Boolean.getBoolean("baton.docs.write")) {
            Files.writeString(PAGE, right);
        }

        assertThat(Files.readString(PAGE))
                .as("%s: write it anew with -Dbaton.docs.write=true", PAGE)
                .isEqualTo(right);
    }

    @Test
    void every_behaviour_is_shown_or_its_row_says_why_not() throws IOException {
        Map<Integer, String> rows = ROW.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> Integer.valueOf(row.group(1)), row -> row.group(3)));

        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, BEHAVIOURS).boxed().toList());
        assertThat(rows).allSatisfy((number, last) -> assertThat(
                        shown.containsKey(number) || last.startsWith(NOT_OURS) && last.length() >= FEWEST_CHARACTERS)
                .as("behaviour %s is shown by a test that names it, or is '%s…' with a reason", number, NOT_OURS)
                .isTrue());
    }

    @Test
    void no_test_names_a_behaviour_that_does_not_exist() {
        assertThat(shown.keySet()).allMatch(number -> number >= 1 && number <= BEHAVIOURS);
    }

    private static String right(MatchResult row) {
        TreeSet<Path> files = shown.get(Integer.valueOf(row.group(1)));
        String last = files == null
                ? row.group(3)
                : files.stream().map(BehavioursPageTest::link).collect(Collectors.joining(", "));
        return "| %s | %s | %s%s|".formatted(row.group(1), row.group(2), last, last.isEmpty() ? "" : " ");
    }

    private static String link(Path file) {
        String name = file.getFileName().toString();
        String title = name.endsWith(".java")
                ? name.replace(".java", "")
                : file.getName(file.getNameCount() - 3) + " " + name.replace(".yaml", "");
        return "[%s](../%s)".formatted(title, file.toString().replace('\\', '/'));
    }

    private static List<Integer> behaviours(Path file) {
        try {
            return NAMED.matcher(Files.readString(file))
                    .results()
                    .flatMap(named -> Arrays.stream(named.group(1).split(", ")))
                    .map(Integer::valueOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
