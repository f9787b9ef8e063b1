package dev.baton.target;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked {@code targets.yaml}: every name in it leads somewhere.
 *
 * @param targets by name, in the order of the file; {@value #LOG} is always among them
 * @param waiting the targets that cannot be used because their connector cannot, with the connector's id
 * @param steps by name, in the order of the file
 * @param defaultStep for messages that name neither step nor target; absent when it is not declared and steps are not
 *     exactly one
 */
public record Targets(
        Map<String, TargetDefinition> targets,
        Map<String, String> waiting,
        Map<String, Step> steps,
        @Nullable String defaultStep) {

    /** The target that only logs. */
    public static final String LOG = "log";

    /** Every name that a message may give as its target, in the order of the file. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(targets.keySet());
        names.addAll(waiting.keySet());
        return names;
    }

    public Targets {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        waiting = Map.copyOf(waiting);
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }
}
