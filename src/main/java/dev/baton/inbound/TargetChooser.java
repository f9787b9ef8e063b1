package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.ActiveTargets;
import dev.baton.handover.Channel;
import dev.baton.schema.Nearest;
import dev.baton.schema.Violation;
import dev.baton.target.Step;
import dev.baton.target.Targets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the target of a handover: the one it names, the one its step names for the channel, or the default step's. */
public final class TargetChooser {

    private final Targets configuration;
    private final ActiveTargets active;

    public TargetChooser(Targets configuration, ActiveTargets active) {
        this.configuration = configuration;
        this.active = active;
    }

    static Channel channel(JsonNode message) {
        return Channel.of(message.path("conversation").path("channel").asText());
    }

    /** @return absent when no target can be found; the violations then say why */
    @Nullable
    Choice choose(JsonNode message, List<Violation> violations) {
        if (message.hasNonNull("target")) {
            return byTarget(message.get("target").asText(), channel(message), violations);
        }
        return byStep(message.path("step").asText(configuration.defaultStep()), message, violations);
    }

    private @Nullable Choice byTarget(String name, Channel channel, List<Violation> violations) {
        ActiveTarget target = active.find(name).orElse(null);
        if (target == null) {
            violations.add(unknown("/target", name, configuration.targets().keySet()));
            return null;
        }
        if (!target.connector().channels().contains(channel)) {
            violations.add(new Violation(
                    "/target",
                    "\"" + name + "\"",
                    "a target that takes " + channel.wireName() + ", the channel of this conversation",
                    null));
            return null;
        }
        return new Choice(null, target);
    }

    private @Nullable Choice byStep(@Nullable String name, JsonNode message, List<Violation> violations) {
        Step step = name == null ? null : configuration.steps().get(name);
        if (step == null) {
            violations.add(
                    name == null
                            ? new Violation(
                                    "/step",
                                    null,
                                    "the name of a step or of a target: this gateway has no default step",
                                    null)
                            : unknown("/step", name, configuration.steps().keySet()));
            return null;
        }
        String target = step.targets().get(channel(message));
        return active.find(String.valueOf(target))
                .map(found -> new Choice(step, found))
                .orElseThrow(() -> new IllegalStateException("Step " + name + " has no target for its channel"));
    }

    private static Violation unknown(String pointer, String name, Collection<String> known) {
        return new Violation(
                pointer,
                "\"" + name + "\"",
                "the name of a configured " + pointer.substring(1),
                Nearest.to(name, known));
    }

    /** @param step absent when the message named the target itself */
    record Choice(@Nullable Step step, ActiveTarget target) {}
}
