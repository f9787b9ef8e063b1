package dev.baton.delivery;

import dev.baton.connector.ActiveTarget;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.handover.Handover;
import dev.baton.ledger.Reroute;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the target at which a handover goes on when its own has not taken it. The way was fixed when the handover was
 * planned and gets shorter with every step, so it cannot lead back.
 */
final class Fallbacks {

    private final Function<String, Optional<ActiveTarget>> targets;
    private final Clock clock;

    /** @param targets those that can be used now, by name */
    Fallbacks(Function<String, Optional<ActiveTarget>> targets, Clock clock) {
        this.targets = targets;
        this.clock = clock;
    }

    /** @param story up to now; the answer's tells also which targets were passed over */
    Next after(Handover handover, Story story) {
        Story told = story;
        List<String> rest = handover.fallback();
        for (int i = 0; i < rest.size(); i++) {
            String name = rest.get(i);
            ActiveTarget target = targets.apply(name).orElse(null);
            String problem = target == null ? "The target cannot be used now." : problem(target, handover);
            if (target != null && problem == null) {
                Reroute to = new Reroute(name, target.connector().id(), rest.subList(i + 1, rest.size()));
                return new Next(Optional.of(to), told);
            }
            told = told.skipped(name, unusable(String.valueOf(problem)), clock.instant());
        }
        return new Next(Optional.empty(), told);
    }

    static Failure unusable(String reason) {
        return new Failure(FailureClass.INTEGRATOR_MUST_ACT, "target_unusable", reason, null);
    }

    private static @Nullable String problem(ActiveTarget target, Handover handover) {
        if (!target.connector().channels().contains(handover.channel())) {
            return "The target takes no " + handover.channel().wireName() + " any more.";
        }
        List<String> missing = target.connector().missingIn(handover.message());
        return missing.isEmpty()
                ? null
                : "The target cannot do without " + String.join(", ", missing) + ", which the handover does not have.";
    }

    /** @param to empty when no target is left */
    record Next(Optional<Reroute> to, Story story) {}
}
