package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.Location;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one application of a mapping may still spend. A step is one evaluated expression, one entry of a value that is
 * copied or looked through, or {@value #CHARACTERS} characters of text; the same mapping with the same message always
 * takes the same number of steps. Bound to the thread, because JSLT's functions are given nothing but their arguments.
 */
final class Budget {

    static final int STEPS = 1_000_000;
    static final int CHARACTERS = 16;

    /** Half of what a platform thread with a stack of 512 KB was measured to bear. */
    static final int CALLS = 200;

    /** A message may be 64 deep; this leaves room to wrap one, and is what every JSON reader takes. */
    static final int NESTING = 100;

    private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

    private final @Nullable Budget outer = CURRENT.get();
    private long left = STEPS;
    private int depth;
    private @Nullable JsonNode weighed;
    private long weight;

    private Budget() {}

    /** A new budget for this thread, until {@link #close}. */
    static Budget open() {
        Budget opened = new Budget();
        CURRENT.set(opened);
        return opened;
    }

    void close() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** That of the application that runs on this thread; one of its own where none does, as in a function's test. */
    static Budget current() {
        Budget current = CURRENT.get();
        return current == null ? new Budget() : current;
    }

    void spend(long steps, @Nullable Location place) {
        left -= Math.min(steps, STEPS + 1L);
        if (left < 0) {
            throw new Located.Plain(
                    String.format(
                            Locale.ROOT,
                            "the mapping takes more than %,d steps with this message; it must do less work per message",
                            STEPS),
                    place);
        }
    }

    /** Before a call of a mapping's own function; every return is told by {@link #leave}. */
    void enter(String function, long steps, Location place) {
        spend(steps, place);
        if (++depth > CALLS) {
            throw new Located.Plain(function + " calls itself more than " + CALLS + " deep", place);
        }
    }

    void leave() {
        depth--;
    }

    /** For work on the value's surface: its characters or its entries. */
    void surface(JsonNode value, @Nullable Location place) {
        spend(value.isTextual() ? value.textValue().length() / CHARACTERS : value.size(), place);
    }

    /** For work on the whole value; what it holds twice counts twice. */
    void whole(JsonNode value, @Nullable Location place) {
        if (!value.isContainerNode()) {
            surface(value, place);
        } else if (value == weighed) {
            spend(weight, place);
        } else {
            long before = left;
            weigh(value, place, 1);
            // Several functions in a row are given the same message.
            weight = before - left;
            weighed = value;
        }
    }

    private void weigh(JsonNode value, @Nullable Location place, int level) {
        surface(value, place);
        if (value.isContainerNode() && level > NESTING) {
            throw new Located.Plain("a value is nested more than " + NESTING + " deep", place);
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                spend(member.getKey().length() / CHARACTERS, place);
                weigh(member.getValue(), place, level + 1);
            }
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                weigh(element, place, level + 1);
            }
        }
    }
}
