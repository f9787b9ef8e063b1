package dev.baton.ledger;

import java.util.List;

/**
 * Where a handover goes on.
 *
 * @param connector the kind of the new target
 * @param fallback what is still to be tried after it
 */
public record Reroute(String target, String connector, List<String> fallback) {

    public Reroute {
        fallback = List.copyOf(fallback);
    }
}
