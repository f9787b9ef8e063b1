package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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

    /** Enough for two calls per level of a message; measured to fit on a stack of 512 KB in interpreted code. */
    static final int CALLS = 200;

    /** A message may be 64 deep; this leaves room to wrap one, and is what every JSON reader takes. */
    static final int NESTING = 100;

    /** So many functions may be given the message itself before its size counts: most mappings have no more. */
    private static final int FREE = 8;

    private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

    private final @Nullable Budget outer = CURRENT.get();
    private long left = STEPS;
    private int depth;
    private int free = FREE;
    private final @Nullable JsonNode message;

    private Budget(@Nullable JsonNode message) {
        this.message = message;
    }

    /** A new budget for this thread, until {@link #close}. */
    static Budget open(JsonNode message) {
        Budget opened = new Budget(message);
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
        return current == null ? new Budget(null) : current;
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
        spend(characters(value) + value.size(), place);
    }

    /** For work on the whole value; what it holds twice counts twice. */
    void whole(JsonNode value, @Nullable Location place) {
        if (!value.isContainerNode()) {
            surface(value, place);
        } else if (value != message || --free < 0) {
            weigh(value, place, 1);
        }
    }

    /** Pays for a level at a time, so that a value that shares much is not walked through beyond the budget. */
    private void weigh(JsonNode value, @Nullable Location place, int level) {
        if (level > NESTING) {
            throw new Located.Plain("a value is nested more than " + NESTING + " deep", place);
        }
        long steps = value.size();
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                steps += member.getKey().length() / CHARACTERS + characters(member.getValue());
            }
        } else {
            for (int i = 0; i < value.size(); i++) {
                steps += characters(value.get(i));
            }
        }
        spend(steps, place);
        for (JsonNode part : value) {
            if (part.isContainerNode()) {
                weigh(part, place, level + 1);
            }
        }
    }

    private static int characters(JsonNode value) {
        return value instanceof TextNode text ? text.textValue().length() / CHARACTERS : 0;
    }
}
