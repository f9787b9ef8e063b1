package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which parts of a handover a connector can bring to its target, as its annotation {@code baton.dev/carries} declares:
 * paths of one or two names, or {@code *} for all.
 */
public record Carries(Set<String> paths) {

    /** The parts a bot gives for the human's sake; the rest steers the gateway itself. */
    private static final List<String> WHOLE = List.of("summary", "transcript", "context");

    private static final List<String> BY_MEMBER = List.of("customer", "reason", "routing", "voice");

    static Carries of(String annotation) {
        return new Carries(Arrays.stream(annotation.split(","))
                .map(String::trim)
                .filter(path -> !path.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** JSON pointers of everything in this handover that will not reach the target, in the order of the contract. */
    public List<String> leftBehind(JsonNode handover) {
        List<String> pointers = new ArrayList<>();
        for (String name : BY_MEMBER) {
            handover.path(name).fieldNames().forEachRemaining(member -> {
                if (!reaches(name, member)) {
                    pointers.add("/" + name + "/" + member);
                }
            });
        }
        for (String name : WHOLE) {
            JsonNode part = handover.path(name);
            if (!part.isEmpty() && !reaches(name)) {
                pointers.add("/" + name);
            }
        }
        if (handover.path("conversation").hasNonNull("language") && !reaches("conversation", "language")) {
            pointers.add("/conversation/language");
        }
        return pointers;
    }

    /** Whether a whole part, such as {@code summary}, reaches the target. */
    public boolean reaches(String name) {
        return paths.contains("*") || paths.contains(name);
    }

    private boolean reaches(String name, String member) {
        return reaches(name) || paths.contains(name + "." + member);
    }
}
