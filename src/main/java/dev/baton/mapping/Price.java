package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.Location;
import com.schibsted.spt.data.jslt.impl.OptimizedStaticContainsFunction;

/** What a call of one of JSLT's functions or of ours takes for its arguments, paid before it works. */
interface Price {

    void pay(JsonNode[] arguments, Budget budget, Location place);

    /** For what sets up more than it works: formats, parsers, digests, regular expressions. */
    int SET_UP = 20;

    /** A search for a text may look at each of its characters at each place. */
    int COMPARISONS = 256;

    static Price of(Function function, String name) {
        if (function instanceof OptimizedStaticContainsFunction) {
            return (arguments, budget, place) -> budget.whole(arguments[0], place);
        }
        return switch (name) {
            case "size", "not", "boolean", "error" -> Price::nothing;
            case "is-array", "is-object", "is-string", "is-number", "is-boolean", "is-integer", "is-decimal" ->
                Price::nothing;
            case "get-key" -> Price::lookUp;
            case "contains" -> Price::search;
            case "join" -> Price::join;
            case "number" -> Price::numbers;
            case "uuid", "format-time" -> setUp(Price::numbers);
            case "parse-time", "parse-url", "from-json", "to-json", "hash-int", "sha256-hex", "uuid-of", "json-size" ->
                setUp(Price::everything);
            case "handover-text-bytes" -> Price::trials;
            case "test", "capture", "split", "replace" -> setUp(Price::everything);
            default -> Price::everything;
        };
    }

    private static Price setUp(Price work) {
        return (arguments, budget, place) -> {
            budget.spend(SET_UP, place);
            work.pay(arguments, budget, place);
        };
    }

    private static void nothing(JsonNode[] arguments, Budget budget, Location place) {}

    private static void everything(JsonNode[] arguments, Budget budget, Location place) {
        for (JsonNode argument : arguments) {
            budget.whole(argument, place);
        }
    }

    /** A look-up does not look through the table. */
    private static void lookUp(JsonNode[] arguments, Budget budget, Location place) {
        if (!arguments[0].isObject()) {
            budget.whole(arguments[0], place);
        }
        budget.whole(arguments[1], place);
    }

    private static void search(JsonNode[] arguments, Budget budget, Location place) {
        budget.whole(arguments[0], place);
        if (!arguments[1].isObject()) {
            budget.whole(arguments[1], place);
        }
        budget.spend(length(arguments[0]) * length(arguments[1]) / COMPARISONS, place);
    }

    private static void join(JsonNode[] arguments, Budget budget, Location place) {
        everything(arguments, budget, place);
        budget.spend(length(arguments[1]) * arguments[0].size() / Budget.CHARACTERS, place);
    }

    private static void numbers(JsonNode[] arguments, Budget budget, Location place) {
        everything(arguments, budget, place);
        for (JsonNode argument : arguments) {
            budget.spend(Metered.digits(argument), place);
        }
    }

    /** The text is made once per bit of the limit to find the longest that fits. */
    private static void trials(JsonNode[] arguments, Budget budget, Location place) {
        everything(arguments, budget, place);
        long limit = Math.max(0, arguments[1].asInt());
        budget.spend((limit / Budget.CHARACTERS + 1) * (Long.SIZE - Long.numberOfLeadingZeros(limit)), place);
    }

    private static long length(JsonNode value) {
        return value.isTextual() ? value.textValue().length() : 0;
    }
}
