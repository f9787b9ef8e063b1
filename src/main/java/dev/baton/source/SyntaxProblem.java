package dev.baton.source;

import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** SnakeYAML's syntax errors in a person's words. Never quotes the file: what is quoted could be a secret. */
final class SyntaxProblem {

    private record Known(String sign, String problem) {}

    private static final List<Known> KNOWN = List.of(
            new Known("\\t(TAB)", "found a tab, expected spaces for indentation"),
            new Known("tag handle", "found a tag, expected a plain value; quote text that begins with !"),
            new Known(
                    "mapping values are not allowed here",
                    "found ': ' where no key can be, expected one key per line, indented like its siblings,"
                            + " or quotes around text that holds ': '"),
            new Known("could not find expected ':'", "found a line without ':', expected 'key: value'"),
            new Known("but got {", "found '{' inside a value, expected quotes around it, as in \"${NAME}\""),
            new Known("unexpected end of stream", "found a quote that is never closed, expected its end"),
            new Known(
                    "cannot start any token",
                    "found a character that cannot begin a value, expected quotes around the text"),
            new Known(
                    "expected <block end>",
                    "found something that does not continue the lines above, expected it indented like its siblings"));

    private SyntaxProblem() {}

    static String describe(MarkedYAMLException error) {
        String problem = String.valueOf(error.getProblem());
        return KNOWN.stream()
                .filter(known -> problem.contains(known.sign()))
                .map(Known::problem)
                .findFirst()
                .orElse("found broken YAML syntax: "
                        + problem.replaceAll("\\s+", " ").trim());
    }
}
