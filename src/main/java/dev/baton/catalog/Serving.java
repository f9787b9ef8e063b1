package dev.baton.catalog;

import dev.baton.target.Targets;
import java.util.Map;

/**
 * What handovers are planned and delivered with, as one value: steps, targets and the versions behind them change
 * together or not at all.
 *
 * @param live by target name
 */
public record Serving(Targets configuration, Map<String, LiveTarget> live) {

    static final Serving NOTHING = new Serving(new Targets(Map.of(), Map.of(), Map.of(), null), Map.of());

    public Serving {
        live = Map.copyOf(live);
    }
}
