package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the mappings of this thread cut or leave out, from {@link #open} to {@link #close}.
 * Without an open collector nothing is kept. At most {@value #MAX} different notes are kept.
 */
public final class MappingNotes implements AutoCloseable {

    static final int MAX = 100;

    /** A look-up walks through the message; a loop that cuts the same value must not walk for ever. */
    private static final int LOOK_UPS = 2 * MAX;

    private static final ThreadLocal<@Nullable MappingNotes> CURRENT = new ThreadLocal<>();

    private final @Nullable MappingNotes outer = CURRENT.get();
    private final Set<Note> notes = new LinkedHashSet<>();
    private @Nullable JsonNode handover;
    private int lookedUp;

    private MappingNotes() {}

    /** Starts to collect; close it on the same thread. Collectors nest: the innermost open one is told. */
    public static MappingNotes open() {
        MappingNotes opened = new MappingNotes();
        CURRENT.set(opened);
        return opened;
    }

    /** What was noted so far, in the order it happened, without repetitions. */
    public List<Note> list() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** Says which message the following cuts are about, so that {@link #cut(JsonNode, String, String)} finds places. */
    static void about(JsonNode handover) {
        MappingNotes current = CURRENT.get();
        if (current != null) {
            current.handover = handover;
        }
    }

    static void cut(String pointer, String detail) {
        MappingNotes current = CURRENT.get();
        if (current != null && current.notes.size() < MAX) {
            current.notes.add(new Note(pointer, "cut", detail));
        }
    }

    /** Notes a cut of a value whose place in the message is looked up by identity. */
    static void cut(JsonNode value, String below, String detail) {
        MappingNotes current = CURRENT.get();
        if (current != null && current.notes.size() < MAX) {
            JsonNode within = ++current.lookedUp > LOOK_UPS ? null : current.handover;
            String place = within == null ? null : find(within, value, "");
            cut(place == null ? "" : place + below, detail);
        }
    }

    private static @Nullable String find(JsonNode node, JsonNode wanted, String pointer) {
        if (node == wanted) {
            return pointer;
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                String found = find(member.getValue(), wanted, pointer + segment(member.getKey()));
                if (found != null) {
                    return found;
                }
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            String found = find(node.path(i), wanted, pointer + "/" + i);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** A member's name as a step of a JSON pointer. */
    static String segment(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
