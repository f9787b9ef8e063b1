package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.Location;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A function at one place of a mapping. JSLT's functions do not know where they are called, and their messages repeat
 * the values they were given; here a failure gets its place, and loses the values, which may be personal.
 */
record Located(Function function, Location place) implements Function {

    @Override
    public String getName() {
        return function.getName();
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
    public JsonNode call(JsonNode input, JsonNode[] arguments) {
        try {
            return function.call(input, arguments);
        } catch (Plain e) {
            throw new Plain(e.getMessageWithoutLocation(), place);
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
        Plain(String message, Location place) {
            super(message, place);
        }

        Plain(String message) {
            super(message);
        }
    }
}
