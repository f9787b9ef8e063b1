package dev.baton.sip.auth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What peers wanted last, so that the next request brings it unasked and saves a round trip. A peer whose nonces work
 * once only is not offered them twice again. Thread-safe and bounded.
 */
final class KnownChallenges {

    private static final int MOST_PEERS = 100;

    private final Map<Place, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Known> eldest) {
            return size() > MOST_PEERS;
        }
    };

    /**
     * @param header that the answer stands in
     * @param peer that the request goes to
     */
    record Place(String header, String peer) {}

    private record Known(List<DigestChallenge> challenges, boolean once) {}

    /** None when there is nothing that could be used again. */
    synchronized List<DigestChallenge> at(Place place) {
        Known found = known.get(place);
        return found == null || found.once() ? List.of() : found.challenges();
    }

    /** @param secondUseFailed whether the second use of the nonce before was refused */
    synchronized void learn(Place place, List<DigestChallenge> challenges, boolean secondUseFailed) {
        Known before = known.get(place);
        boolean once = secondUseFailed || before != null && before.once();
        // Without qop a nonce cannot be counted: whoever listens could use it too.
        boolean countable = challenges.stream().allMatch(DigestChallenge::withQop);
        known.put(place, new Known(countable ? challenges : List.of(), once));
    }

    synchronized void forget(Place place) {
        known.computeIfPresent(place, (key, found) -> new Known(List.of(), found.once()));
    }
}
