package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything in a Kamelet's template, in its order, with its place: the calls, the expressions, the texts. */
final class TemplateParts {

    static final String POINTER = "/spec/template";

    private static final Set<String> CALLS = Set.of("to", "wireTap", "poll", "enrich", "pollEnrich");
    private static final Set<String> LANGUAGES = Set.of(
            "constant",
            "csimple",
            "datasonnet",
            "exchangeProperty",
            "header",
            "hl7terser",
            "jq",
            "jsonpath",
            "language",
            "simple",
            "tokenize",
            "variable",
            "xpath",
            "xquery",
            "xtokenize");

    /**
     * A member or an item.
     *
     * @param data whether it is a parameter of a call or a bean's property: there, no name is a word of Camel's
     */
    record Part(String pointer, String name, JsonNode value, boolean data) {

        boolean isStep(Set<String> names) {
            return !data && names.contains(name);
        }
    }

    /**
     * A call whose address is known.
     *
     * @param step the step's name, for example {@code to}
     * @param at where its parameters are, if it has any
     */
    record Call(String step, String pointer, String uri, String at, JsonNode parameters) {

        /** A setting or a bean may name the component, as in <code>{{sql}}:select</code>; an address has a slash then. */
        boolean isHttp() {
            return uri.startsWith("http:")
                    || uri.startsWith("https:")
                    || uri.matches("\\{\\{(?!local-)[^}]*}}(?!:(?!//)).*");
        }

        /** Where the query begins, or the end. */
        int pathEnd() {
            int end = Placeholder.blotted(uri).indexOf('?');
            return end < 0 ? uri.length() : end;
        }

        boolean isTo(String scheme) {
            return uri.startsWith(scheme + ":");
        }

        /** What stands between the colon and the parameters. */
        String remaining() {
            return uri.substring(uri.indexOf(':') + 1, pathEnd());
        }
    }

    record Expression(String language, String pointer, String text) {}

    private final List<Part> parts = new ArrayList<>();

    private TemplateParts() {}

    static TemplateParts of(JsonNode kamelet) {
        TemplateParts template = new TemplateParts();
        template.walk(POINTER, kamelet.at(POINTER), false);
        return template;
    }

    private void walk(String pointer, JsonNode node, boolean data) {
        node.properties()
                .forEach(member ->
                        add(Faults.member(pointer, member.getKey()), member.getKey(), member.getValue(), data));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(pointer + "/" + i, String.valueOf(i), node.path(i), data);
            }
        }
    }

    private void add(String pointer, String name, JsonNode value, boolean data) {
        parts.add(new Part(pointer, name, value, data));
        boolean below = data || name.equals("parameters") || pointer.equals(POINTER + "/beans");
        walk(pointer, value, below);
    }

    List<Part> all() {
        return parts;
    }

    List<Part> texts() {
        return parts.stream().filter(part -> part.value().isTextual()).toList();
    }

    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (Part part : parts) {
            if (part.isStep(CALLS)) {
                Expression address = address(part);
                if (!address.text().isEmpty()) {
                    calls.add(new Call(
                            part.name(),
                            address.pointer(),
                            address.text(),
                            part.pointer() + "/parameters",
                            part.value().path("parameters")));
                }
            }
        }
        return calls;
    }

    private static Expression address(Part part) {
        for (String way : List.of(
                "",
                "/uri",
                "/constant",
                "/constant/expression",
                "/expression/constant",
                "/expression/constant/expression")) {
            JsonNode found = part.value().at(way);
            if (found.isTextual()) {
                return new Expression("constant", part.pointer() + way, found.asText());
            }
        }
        return new Expression("constant", part.pointer(), "");
    }

    List<Expression> expressions() {
        List<Expression> expressions = new ArrayList<>();
        for (Part part : parts) {
            if (part.isStep(LANGUAGES) && part.value().isTextual()) {
                expressions.add(
                        new Expression(part.name(), part.pointer(), part.value().asText()));
            } else if (part.isStep(LANGUAGES) && part.value().path("expression").isTextual()) {
                expressions.add(new Expression(
                        part.value().path("language").asText(part.name()),
                        part.pointer() + "/expression",
                        part.value().path("expression").asText()));
            }
        }
        return expressions;
    }
}
