package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.Location;
import com.schibsted.spt.data.jslt.impl.OptimizedStaticContainsFunction;
import java.util.Set;

/** What a function of JSLT or of ours takes for its arguments, in steps of a {@link Budget}. */
final class Price {

    /** They look at the type or at the number of entries. */
    private static final Set<String> GLANCES = Set.of(
            "size",
            "not",
            "boolean",
            "is-array",
            "is-object",
            "is-string",
            "is-number",
            "is-boolean",
            "is-integer",
            "is-decimal",
            "error");

    /** They set up more than they work: formats, parsers, digests, regular expressions. */
    private static final Set<String> HEAVY = Set.of(
            "parse-time",
            "format-time",
            "parse-url",
            "from-json",
            "to-json",
            "hash-int",
            "sha256-hex",
            "uuid",
            "test",
            "capture",
            "split",
            "replace");

    private static final int SET_UP = 20;

    /** A search for a text may look at each of its characters at each place. */
    private static final int COMPARISONS = 256;

    private Price() {}

    static void of(Located call, JsonNode[] arguments, Budget budget) {
        String name = call.name();
        Location place = call.place();
        if (GLANCES.contains(name)) {
            return;
        }
        budget.spend(HEAVY.contains(name) ? SET_UP : 0, place);
        for (int i = 0; i < arguments.length; i++) {
            if (!indexed(call, arguments, i)) {
                budget.whole(arguments[i], place);
            }
        }
        switch (name) {
            case "contains" -> budget.spend(length(arguments[0]) * length(arguments[1]) / COMPARISONS, place);
            case "join" -> budget.spend(length(arguments[1]) * arguments[0].size() / Budget.CHARACTERS, place);
            case "number", "uuid", "format-time" -> {
                for (JsonNode argument : arguments) {
                    budget.spend(Metered.digits(argument), place);
                }
            }
            default -> {}
        }
    }

    /** A look-up in a table does not look through the table. */
    private static boolean indexed(Located call, JsonNode[] arguments, int index) {
        return switch (call.name()) {
            case "get-key" -> index == 0 && arguments[0].isObject() || index == 2;
            case "contains" ->
                index == 1 && (arguments[1].isObject() || call.function() instanceof OptimizedStaticContainsFunction);
            default -> false;
        };
    }

    private static long length(JsonNode value) {
        return value.isTextual() ? value.textValue().length() : 0;
    }
}
