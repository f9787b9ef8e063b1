package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A compiled JSLT mapping: structure in, structure out. Immutable and safe for use by many threads.
 *
 * <p>A mapping has no I/O: it sees its input, the {@link #VARIABLES}, the files its imports resolve to, and pure
 * functions. It ends: what it may do with one message is counted and limited, by {@link Budget}. Members whose value is null, {@code {}} or {@code []} are left out of objects, as JSLT does by default.
 *
 * @see <a href="https://github.com/schibsted/jslt/blob/master/tutorial.md">the JSLT tutorial</a>
 */
public final class Mapping {

    /** The variables a mapping may use; whoever applies it gives a value for each. */
    public static final List<String> VARIABLES =
            List.of("settings", "handoverId", "handoverToken", "now", "handover", "kept", "lookups");

    private final String name;
    private final Expression expression;

    private Mapping(String name, Expression expression) {
        this.name = name;
        this.expression = expression;
    }

    /**
     * @param name the file name, for messages
     * @param source the JSLT text
     * @param imports gives the text of an imported file by its plain name, for example {@code names.jslt}
     * @throws MappingException with the place, when the text is not a mapping
     */
    public static Mapping compile(String name, String source, Function<String, Optional<String>> imports) {
        return new Mapping(name, new Compilation(new Sources(name, source, imports)).run());
    }

    /**
     * @return the result; it may share nodes with the input and must not be changed
     * @throws MappingException with the place where known, when the mapping cannot work with this input
     */
    public JsonNode apply(JsonNode input, Map<String, JsonNode> variables) {
        JsonNode handover = variables.getOrDefault("handover", input);
        MappingNotes.about(handover);
        Budget budget = Budget.open(handover);
        try {
            JsonNode result = expression.apply(variables, input);
            budget.whole(result, null);
            return result;
        } catch (JsltException e) {
            throw MappingException.of(name, e, Located.reason(e));
        } catch (StackOverflowError e) {
            throw new MappingException(name, 0, 0, "the mapping is nested too deeply for this message");
        } catch (RuntimeException e) {
            throw new MappingException(
                    name, 0, 0, "the mapping failed with " + e.getClass().getSimpleName());
        } finally {
            budget.close();
        }
    }
}
