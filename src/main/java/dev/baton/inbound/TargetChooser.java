package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.catalog.Catalog;
import dev.baton.catalog.LiveTarget;
import dev.baton.catalog.Serving;
import dev.baton.connector.ActiveTarget;
import dev.baton.handover.Channel;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.schema.Nearest;
import dev.baton.schema.Violation;
import dev.baton.security.Rights;
import dev.baton.target.Step;
import dev.baton.target.Targets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the target of a handover: the one it names, the one its step names for the channel, or the default step's. */
public final class TargetChooser {

    private static final int SHOWN = 100;

    private final Catalog catalog;

    public TargetChooser(Catalog catalog) {
        this.catalog = catalog;
    }

    static Channel channel(JsonNode message) {
        return Channel.of(message.path("conversation").path("channel").asText());
    }

    /**
     * @return absent when no target can be found; the violations then say why
     * @throws ProblemException when the client may not go there, or the target is known but cannot be used
     */
    @Nullable
    Choice choose(JsonNode message, Rights rights, List<Violation> violations) {
        Serving serving = catalog.serving();
        Targets configuration = serving.configuration();
        if (message.hasNonNull("target")) {
            String target = message.get("target").asText();
            require(rights.mayTarget(target), "target", target, rights.targets());
            return byTarget(serving, target, channel(message), violations);
        }
        Step step = step(configuration, message.path("step").asText(null), rights, violations);
        if (step == null) {
            return null;
        }
        String target = String.valueOf(step.targets().get(channel(message)));
        require(rights.mayTarget(target), "target", target, rights.targets());
        return new Choice(step, usable(serving, target), fallback(serving, step, channel(message), rights));
    }

    /**
     * @param named the step that a message names; absent for the default
     * @return absent when there is none; the violations then say why
     * @throws ProblemException when the client may not take it
     */
    public @Nullable Step step(@Nullable String named, Rights rights, List<Violation> violations) {
        return step(catalog.serving().configuration(), named, rights, violations);
    }

    private static @Nullable Step step(
            Targets configuration, @Nullable String named, Rights rights, List<Violation> violations) {
        String name = named == null ? configuration.defaultStep() : named;
        if (name != null) {
            require(rights.mayStep(name), "step", name, rights.steps());
        }
        Step step = name == null ? null : configuration.steps().get(name);
        if (step == null) {
            violations.add(
                    name == null
                            ? noDefault()
                            : unknown("/step", name, configuration.steps().keySet()));
        }
        return step;
    }

    /** Asked before whether there is such a one, so that nobody learns the names of others' targets. */
    private static void require(boolean may, String what, String name, Collection<String> allowed) {
        if (!may) {
            throw new ProblemException(Problem.of(
                    ProblemType.FORBIDDEN,
                    "The client may not hand over to the " + what + " " + cut(name) + ", only to: "
                            + (allowed.isEmpty() ? "none" : String.join(", ", allowed)) + "."));
        }
    }

    private static String cut(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
    }

    private static @Nullable Choice byTarget(
            Serving serving, String name, Channel channel, List<Violation> violations) {
        if (!serving.configuration().names().contains(name)) {
            violations.add(unknown("/target", name, serving.configuration().names()));
            return null;
        }
        ActiveTarget target = usable(serving, name);
        if (!target.connector().channels().contains(channel)) {
            violations.add(new Violation(
                    "/target",
                    "\"" + name + "\"",
                    "a target that takes " + channel.wireName() + ", the channel of this conversation",
                    null));
            return null;
        }
        return new Choice(null, target, List.of());
    }

    private static ActiveTarget usable(Serving serving, String name) {
        LiveTarget target = serving.live().get(name);
        if (target == null) {
            throw new ProblemException(Problem.of(
                    ProblemType.TARGET_UNUSABLE,
                    "The target " + name + " cannot be used: its connector "
                            + serving.configuration().waiting().get(name)
                            + " has errors, and no version of it was good. The log and /actuator/connectors say which."
                            + " Nothing was stored."));
        }
        return target.target();
    }

    private static Violation noDefault() {
        return new Violation(
                "/step", null, "the name of a step or of a target: this gateway has no default step", null);
    }

    private static Violation unknown(String pointer, String name, Collection<String> known) {
        return new Violation(
                pointer,
                "\"" + name + "\"",
                "the name of a configured " + pointer.substring(1),
                Nearest.to(name, known));
    }

    /** The step's fallbacks for the channel. One that cannot be used now may be when its turn comes. */
    private static List<String> fallback(Serving serving, Step step, Channel channel, Rights rights) {
        return step.fallback().stream()
                .filter(rights::mayTarget)
                .filter(name -> {
                    LiveTarget live = serving.live().get(name);
                    return live == null || live.target().connector().channels().contains(channel);
                })
                .toList();
    }

    /**
     * @param step absent when the message named the target itself
     * @param fallback the targets to try next, in this order
     */
    record Choice(@Nullable Step step, ActiveTarget target, List<String> fallback) {}
}
