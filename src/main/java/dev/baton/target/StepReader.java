package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Action;
import dev.baton.handover.ActionType;
import dev.baton.handover.Channel;
import dev.baton.target.Findings.Actor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads steps; every name in them must lead to a target that takes the channel. */
final class StepReader {

    private static final long LONGEST_DEADLINE_MILLIS = 3_600_000;
    private static final long LONGEST_HUMAN_MILLIS = 7 * 24 * 3_600_000L;

    /** The channels of every target; all of them where the connector is unknown, so that only that is said. */
    private final Map<String, Set<Channel>> targets;

    private final Path folder;
    private final Findings findings;

    /** @param folder of the file that declares them */
    StepReader(Map<String, Set<Channel>> targets, Path folder, Findings findings) {
        this.targets = targets;
        this.folder = folder;
        this.findings = findings;
    }

    Step read(String name, JsonNode declared) {
        String pointer = Pointers.join("/steps", name);
        Map<Channel, String> chosen = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            JsonNode target = declared.path(channel.wireName());
            chosen.put(channel, target.isTextual() ? target.asText() : Targets.LOG);
            if (target.isTextual()) {
                requireTarget(pointer + "/" + channel.wireName(), target.asText(), channel);
            } else if (target.isMissingNode()) {
                requireLogging(pointer, channel);
            }
        }
        List<String> fallback = fallback(pointer + "/fallback", declared);
        Wording message = new WordingReader(findings).read(pointer + "/message", declared.path("message"));
        Duration deadline = new Times(findings).read(pointer + "/deadline", declared, 0, LONGEST_DEADLINE_MILLIS);
        Triggers triggers = new TriggersReader(findings).read(pointer + "/triggers", declared.path("triggers"));
        StepHours hours = new HoursReader(folder, findings).read(pointer + "/hours", declared);
        return new Step(
                name,
                chosen,
                message,
                fallback,
                deadline,
                times(pointer, declared),
                triggers,
                actions(pointer, declared),
                SummaryWay.of(declared),
                hours);
    }

    private @Nullable HumanTimes times(String pointer, JsonNode declared) {
        Times times = new Times(findings);
        Duration unclaimed = times.read(pointer + "/unclaimed", declared, 0, LONGEST_HUMAN_MILLIS);
        Duration active = times.read(pointer + "/active", declared, 0, LONGEST_HUMAN_MILLIS);
        return unclaimed == null && active == null ? null : new HumanTimes(unclaimed, active);
    }

    private @Nullable StepActions actions(String pointer, JsonNode declared) {
        List<String> tasks = new ArrayList<>();
        declared.path("tasks").forEach(task -> {
            if (task.isTextual() && !targets.containsKey(task.asText())) {
                findings.unknown(pointer + "/tasks/" + tasks.size(), task.asText(), "target", targets.keySet());
            }
            tasks.add(task.asText());
        });
        boolean silent = !declared.has(Action.MEMBER) && tasks.isEmpty();
        return silent
                ? null
                : new StepActions(Action.in(declared.path(Action.MEMBER)), tasks, closing(pointer, declared));
    }

    /** All are checked; of several the last one is said. */
    private @Nullable Wording closing(String pointer, JsonNode declared) {
        Wording closing = null;
        JsonNode actions = declared.path(Action.MEMBER);
        for (int i = 0; i < actions.size(); i++) {
            JsonNode action = actions.path(i);
            if (action.path("type").asText().equals(ActionType.SEND_MESSAGE.wireName())) {
                closing = new WordingReader(findings)
                        .read(
                                pointer + "/" + Action.MEMBER + "/" + i + "/parameters/text",
                                action.path("parameters").path("text"));
            }
        }
        return closing;
    }

    private void requireTarget(String pointer, String target, Channel channel) {
        Set<Channel> channels = targets.get(target);
        if (channels == null) {
            findings.unknown(pointer, target, "target", targets.keySet());
        } else if (!channels.contains(channel)) {
            String problem = "found '" + target + "', which takes no " + channel.wireName() + ", expected a target for "
                    + channel.wireName();
            findings.atValue(pointer, problem, Actor.INTEGRATOR);
        }
    }

    private void requireLogging(String pointer, Channel channel) {
        if (!targets.getOrDefault(Targets.LOG, Set.of(Channel.values())).contains(channel)) {
            String problem = "found no target for " + channel.wireName() + ", expected one, since the declared target '"
                    + Targets.LOG + "' takes no " + channel.wireName();
            findings.atKey(pointer, problem, Actor.INTEGRATOR);
        }
    }

    private List<String> fallback(String pointer, JsonNode step) {
        List<String> names = new ArrayList<>();
        JsonNode declared = step.path("fallback");
        for (int i = 0; declared.isArray() && i < declared.size(); i++) {
            if (declared.get(i).isTextual()) {
                String name = declared.get(i).asText();
                requireFallback(pointer + "/" + i, name, step, names);
                names.add(name);
            }
        }
        return names;
    }

    private void requireFallback(String pointer, String name, JsonNode step, List<String> before) {
        Set<Channel> channels = targets.get(name);
        if (channels == null) {
            findings.unknown(pointer, name, "target", targets.keySet());
        } else if (before.contains(name)) {
            findings.atValue(pointer, "found '" + name + "' again, expected each fallback once", Actor.INTEGRATOR);
        } else if (isOwnTarget(name, step)) {
            String problem =
                    "found '" + name + "', which is the step's own target, expected another one to fall back to";
            findings.atValue(pointer, problem, Actor.INTEGRATOR);
        } else if (channels.stream().noneMatch(channel -> step.has(channel.wireName()))) {
            String problem = "found '" + name + "', which takes no channel of this step, expected one that does";
            findings.atValue(pointer, problem, Actor.INTEGRATOR);
        }
    }

    private static boolean isOwnTarget(String name, JsonNode step) {
        for (Channel channel : Channel.values()) {
            if (step.path(channel.wireName()).asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
