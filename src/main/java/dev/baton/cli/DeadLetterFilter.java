package dev.baton.cli;

import dev.baton.handover.FailureClass;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which dead letters are chosen. */
final class DeadLetterFilter {

    @Option(names = "--target", paramLabel = "<target>", description = "Those that this target did not take.")
    private @Nullable String target;

    @Option(
            names = "--class",
            paramLabel = "<class>",
            description = "Those with a failure of this class: try_again, integrator_must_act, closed, unknown.")
    private @Nullable String failureClass;

    @Option(
            names = "--before",
            paramLabel = "<time>",
            description = "Those requested before this time, such as 2026-11-21T10:00:00Z.")
    private @Nullable String before;

    @Option(names = "--after", paramLabel = "<cursor>", description = "Goes on where the call before ended.")
    private @Nullable String after;

    /** Whether anything but the place to go on is given. */
    boolean isEmpty() {
        return target == null && failureClass == null && before == null;
    }

    /** By the names that the gateway knows. */
    Map<String, String> members(Tool tool) {
        Map<String, String> members = new LinkedHashMap<>();
        put(members, "target", target);
        put(members, "class", failureClass);
        put(members, "before", before);
        put(members, "after", after);
        try {
            if (failureClass != null) {
                FailureClass.of(failureClass);
            }
            if (before != null) {
                OffsetDateTime.parse(before);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw tool.usage(
                    "expected --class to be one of try_again, integrator_must_act, closed, unknown, and --before"
                            + " to be a time such as 2026-11-21T10:00:00Z");
        }
        return members;
    }

    private static void put(Map<String, String> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
