package dev.baton.target;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked {@code targets.yaml}: every name in it leads somewhere.
 *
 * @param targets by name, in the order of the file; {@value #LOG} is always among them
 * @param steps by name, in the order of the file
 * @param defaultStep for messages that name neither step nor target; absent when it is not declared and steps are not
 *     exactly one
 */
public record Targets(Map<String, TargetDefinition> targets, Map<String, Step> steps, @Nullable String defaultStep) {

    /** The target that only logs. */
    public static final String LOG = "log";

    public Targets {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }
}
