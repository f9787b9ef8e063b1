package dev.baton.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which adapter is which. CM.com's guide calls the messaging adapter the target in its text and shows the value of the
 * source in its example.
 *
 * @param taken the end of the cut link that is taken for the messaging adapter
 * @param why one sentence for the person who migrates
 * @param asked whether that person chose it
 */
record Adapters(
        @Nullable String messaging,
        @Nullable String bot,
        @Nullable String marketplace,
        End taken,
        String why,
        boolean asked) {

    /** An end of a link, as the command line writes it. */
    enum End {
        SOURCE,
        TARGET;

        String member() {
            return this == SOURCE ? "sourceAdapterId" : "targetAdapterId";
        }

        private End other() {
            return this == SOURCE ? TARGET : SOURCE;
        }
    }

    /** @param wanted absent when it is to be found out */
    static Adapters of(List<ObjectNode> mutations, @Nullable End wanted) {
        ObjectNode cut = null;
        Set<String> linked = new LinkedHashSet<>();
        for (ObjectNode mutation : mutations) {
            if (mutation.path("action").asText().equals("Enable")) {
                add(linked, id(mutation, End.SOURCE));
                add(linked, id(mutation, End.TARGET));
            } else if (cut == null && mutation.path("action").asText().equals("Disable")) {
                cut = mutation;
            }
        }
        End found = cut == null ? null : found(cut, linked);
        End taken = wanted != null ? wanted : found != null ? found : End.SOURCE;
        String messaging = cut == null ? null : id(cut, taken);
        String bot = cut == null ? null : id(cut, taken.other());
        linked.removeAll(Stream.of(messaging, bot).filter(Objects::nonNull).toList());
        String marketplace = linked.isEmpty() ? null : linked.iterator().next();
        return new Adapters(messaging, bot, marketplace, taken, why(taken, wanted, found), wanted != null);
    }

    /** What is linked anew is the customer's channel, so the end that both have in common is. */
    private static @Nullable End found(ObjectNode cut, Set<String> linked) {
        boolean source = linked.contains(String.valueOf(id(cut, End.SOURCE)));
        boolean target = linked.contains(String.valueOf(id(cut, End.TARGET)));
        return source == target ? null : source ? End.SOURCE : End.TARGET;
    }

    private static String why(End taken, @Nullable End wanted, @Nullable End found) {
        String start = "The messaging adapter is the " + taken.member() + " of the link that is cut: ";
        if (wanted != null) {
            return start + "--messaging-adapter says so"
                    + (found == null || found == wanted
                            ? "."
                            : ", although the links that are switched on name the other.");
        }
        return start
                + (found != null
                        ? "the links that are switched on name it too."
                        : "customers' messages go from the channel to the bot, and the value in the example of CM.com's guide"
                                + " is this one, while its text says targetAdapterId. The other way:"
                                + " --messaging-adapter target");
    }

    private static void add(Set<String> ids, @Nullable String id) {
        if (id != null) {
            ids.add(id);
        }
    }

    private static @Nullable String id(ObjectNode mutation, End end) {
        String id = mutation.path(end.member()).asText("");
        return id.isEmpty() ? null : id;
    }
}
