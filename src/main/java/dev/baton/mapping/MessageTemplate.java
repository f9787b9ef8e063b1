package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Fills {@code {{path}}} in the words for the customer. A path is looked up in the context first and then in the whole
 * message. Values go in as they are, once: braces inside a value mean nothing.
 */
public final class MessageTemplate {

    private static final Pattern BRACES = Pattern.compile("\\{\\{+|}}+");
    private static final String CLOSING_PUNCTUATION = ",.;:!?)";
    private static final int PLAIN_DIGITS = 30;

    /**
     * @param text what to say to the customer
     * @param missing the variables that had no value, each once, in the order of the template
     */
    public record Rendered(String text, List<String> missing) {}

    /**
     * A template taken apart.
     *
     * @param literals between and around the variables, one more than those
     * @param variables paths
     */
    public record Parts(List<String> literals, List<String> variables) {

        public Parts {
            literals = List.copyOf(literals);
            variables = List.copyOf(variables);
        }
    }

    private MessageTemplate() {}

    public static Parts parts(String template) {
        if (template.indexOf("{{") < 0) {
            return new Parts(List.of(template), List.of());
        }
        List<String> literals = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        split(template, literals, paths);
        return new Parts(literals, paths);
    }

    /** Never fails: what has no single value renders as nothing and is listed. */
    public static Rendered render(String template, JsonNode handover) {
        return render(parts(template), handover, UnaryOperator.identity());
    }

    /**
     * The same for a template that was taken apart.
     *
     * @param written each value as it must be written
     */
    public static Rendered render(Parts template, JsonNode handover, UnaryOperator<String> written) {
        List<String> literals = template.literals();
        List<String> paths = template.variables();
        if (paths.isEmpty() && literals.get(0).indexOf("{{") < 0) {
            return new Rendered(literals.get(0), List.of());
        }
        if (pairRemains(literals)) {
            literals = literals.stream()
                    .map(literal -> BRACES.matcher(literal).replaceAll(""))
                    .toList();
        }
        Set<String> missing = new LinkedHashSet<>();
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int i = 0; i < paths.size(); i++) {
            String literal = literals.get(i + 1);
            JsonNode value = find(handover, paths.get(i));
            if (value.isValueNode() && !value.isNull()) {
                text.append(written.apply(plain(value))).append(literal);
            } else {
                missing.add(paths.get(i));
                closeGap(text, literal, i + 1 == paths.size());
            }
        }
        return new Rendered(text.toString(), List.copyOf(missing));
    }

    /** The innermost pairs are the variables; between and around them stand the literals, one more than variables. */
    private static void split(String template, List<String> literals, List<String> paths) {
        int done = 0;
        int open = -1;
        for (int at = 0; at < template.length(); at++) {
            if (template.startsWith("{{", at)) {
                open = at;
            } else if (open >= 0 && at >= open + 2 && template.startsWith("}}", at)) {
                literals.add(template.substring(done, outward(template, open, done)));
                paths.add(template.substring(open + 2, at).strip());
                done = at + 2;
                while (done < template.length() && template.charAt(done) == '}') {
                    done++;
                }
                open = -1;
                at = done - 1;
            }
        }
        literals.add(template.substring(done));
    }

    /** Braces that touch a pair belong to it, so that {@code {{{name}}}} cannot leave any behind. */
    private static int outward(String template, int open, int least) {
        int start = open;
        while (start > least && template.charAt(start - 1) == '{') {
            start--;
        }
        return start;
    }

    private static boolean pairRemains(List<String> literals) {
        String all = String.join("\n", literals);
        int open = all.indexOf("{{");
        return open >= 0 && all.indexOf("}}", open) >= 0;
    }

    private static JsonNode find(JsonNode handover, String path) {
        JsonNode context = handover.path("context");
        JsonNode whole = context.path(path);
        JsonNode inContext = whole.isMissingNode() ? walk(context, path) : whole;
        return inContext.isMissingNode() ? walk(handover, path) : inContext;
    }

    private static JsonNode walk(JsonNode from, String path) {
        JsonNode node = from;
        for (String name : path.split("\\.", -1)) {
            node = node.path(name);
        }
        return node;
    }

    /** Numbers as people write them, unless that would be endless. */
    private static String plain(JsonNode value) {
        if (!value.isFloatingPointNumber()) {
            return value.asText();
        }
        BigDecimal number = value.decimalValue();
        boolean writable = Math.abs((long) number.scale()) + number.precision() <= PLAIN_DIGITS;
        return writable ? number.toPlainString() : value.asText();
    }

    /** Nothing was put in between: of the spaces around the gap at most one stays, and none before punctuation. */
    private static void closeGap(StringBuilder text, String literal, boolean last) {
        boolean spaceAhead = literal.startsWith(" ");
        boolean before = text.length() > 0 && text.charAt(text.length() - 1) == ' ';
        boolean closing = literal.isEmpty() ? last : CLOSING_PUNCTUATION.indexOf(literal.charAt(0)) >= 0;
        if (before && (spaceAhead || closing)) {
            text.setLength(text.length() - 1);
        }
        boolean atStart = text.length() == 0;
        text.append(atStart && spaceAhead ? literal.substring(1) : literal);
    }
}
