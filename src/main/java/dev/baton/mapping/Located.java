package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.Location;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function at one place of a mapping. JSLT's functions do not know where they are called, and their messages repeat
 * the values they were given; here a failure gets its place, and loses the values, which may be personal.
 *
 * @param steps what a call takes beside the work on its arguments and its result
 */
record Located(Function function, String name, Price price, int steps, Location place) implements Function {

    static Located of(Function function, String name, int steps, Location place) {
        return new Located(function, name, Price.of(function, name), steps, place);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public int getMinArguments() {
        return function.getMinArguments();
    }

    @Override
    public int getMaxArguments() {
        return function.getMaxArguments();
    }

    @Override
    public @Nullable JsonNode call(JsonNode input, JsonNode[] arguments) {
        try {
            Budget budget = Budget.current();
            budget.spend(steps, place);
            price.pay(arguments, budget, place);
            JsonNode result = function.call(input, arguments);
            if (result != null) {
                budget.surface(result, place);
            }
            return result;
        } catch (Plain e) {
            throw e.getSource() == null ? new Plain(e.getMessageWithoutLocation(), place) : e;
        } catch (RuntimeException e) {
            throw new Plain(reason(e, arguments), place);
        }
    }

    private String reason(RuntimeException failure, JsonNode[] arguments) {
        if (getName().equals("error") && failure instanceof JsltException said) {
            return said.getMessageWithoutLocation().replaceFirst("^error: ", "");
        }
        String types = Arrays.stream(arguments)
                .map(argument -> argument.getNodeType().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return getName() + " cannot work with (" + types + ")";
    }

    /** The message of a failure at run time, without any value of the input. */
    static String reason(JsltException failure) {
        String message = failure.getMessageWithoutLocation();
        boolean harmless = failure instanceof Plain || message.startsWith("No such variable");
        return harmless ? message : "this expression cannot work with the values it got";
    }

    /** A failure whose message is ours and repeats no input. */
    static final class Plain extends JsltException {
        Plain(String message, @Nullable Location place) {
            super(message, place);
        }

        Plain(String message) {
            super(message);
        }
    }
}
