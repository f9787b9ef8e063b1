package dev.baton.ledger;

import static dev.baton.handover.HandoverState.ACCEPTED;
import static dev.baton.handover.HandoverState.ACTIVE;
import static dev.baton.handover.HandoverState.ASSIGNED;
import static dev.baton.handover.HandoverState.CANCELLED;
import static dev.baton.handover.HandoverState.COMPLETED;
import static dev.baton.handover.HandoverState.DELIVERING;
import static dev.baton.handover.HandoverState.FAILED;
import static dev.baton.handover.HandoverState.LOGGED;
import static dev.baton.handover.HandoverState.QUEUED;
import static dev.baton.handover.HandoverState.RETRYING;
import static dev.baton.handover.HandoverState.RETURNED;
import static dev.baton.ledger.Handovers.object;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.baton.handover.Channel;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import dev.baton.handover.HandoverState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Handovers to which anything may happen at any time, also when the clock is set back. What was told of each is kept. */
final class RandomLives {
    private static final Map<HandoverState, List<HandoverState>> NEXT = Map.of(
            HandoverState.REQUESTED,
            List.of(DELIVERING, RETRYING, FAILED),
            DELIVERING,
            List.of(DELIVERING, RETRYING, ACCEPTED, QUEUED, ASSIGNED, ACTIVE, LOGGED, FAILED, COMPLETED),
            RETRYING,
            List.of(DELIVERING, FAILED),
            ACCEPTED,
            List.of(ACCEPTED, QUEUED, ASSIGNED, ACTIVE, COMPLETED, RETURNED, CANCELLED, FAILED),
            QUEUED,
            List.of(ASSIGNED, ACTIVE, CANCELLED, FAILED),
            ASSIGNED,
            List.of(ACTIVE, COMPLETED, RETURNED, CANCELLED),
            ACTIVE,
            List.of(ACTIVE, COMPLETED, RETURNED, FAILED));

    private final SqlLedger ledger;
    private final Random random;
    private final Map<String, Handover> handovers = new LinkedHashMap<>();
    private final Map<String, List<HandoverEvent>> histories = new LinkedHashMap<>();
    private final Map<String, String> targets = new LinkedHashMap<>();
    private final Map<String, List<ObjectNode>> ratings = new LinkedHashMap<>();
    private Instant now = Handovers.NOON;

    RandomLives(SqlLedger ledger, long seed) {
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    void goOn(int steps) {
        for (int i = 0; i < steps; i++) {
            now = now.plusMillis(random.nextInt(600_000) - 100_000);
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4 -> claim(null);
                case 5 -> ledger.expire(now.minusSeconds(2_000), now, 3).join();
                case 6 -> ledger.purge(now.minusSeconds(1_000), 5).join();
                case 7 -> ledger.facts().pack(1 + random.nextInt(4));
                case 8 -> replay();
                case 9, 10 -> rate();
                default -> move();
            }
            remember();
        }
    }

    /** As the events told it, which are long gone for some. */
    List<FactPart.Entry> expected() {
        return handovers.keySet().stream().map(this::expected).toList();
    }

    /** Those that were taken, and not refused because the message was gone. */
    List<FactPart.Rated> expectedRatings() {
        List<FactPart.Rated> all = new ArrayList<>();
        ratings.forEach((id, given) -> {
            FactPart.Entry of = expected(id);
            for (boolean agent : new boolean[] {true, false}) {
                List<ObjectNode> some = given.stream()
                        .filter(one -> one.path("about").asText().equals("agent") == agent)
                        .toList();
                if (!some.isEmpty()) {
                    int first = some.get(0) == given.get(0) ? 1 : 0;
                    int total = some.stream()
                            .mapToInt(one -> one.path("rating").asInt())
                            .sum();
                    Rating rating = new Rating(of.fact().requestedAt(), agent, first, some.size(), total);
                    all.add(new FactPart.Rated(of.facet(), rating));
                }
            }
        });
        return all;
    }

    private void rate() {
        if (handovers.isEmpty()) {
            return;
        }
        String id = List.copyOf(handovers.keySet()).get(random.nextInt(handovers.size()));
        ObjectNode said = object().put("by", random.nextInt(4) == 0 ? "agent" : "customer")
                .put("n", random.nextInt());
        any("bot", "agent").forEach(about -> said.put("about", about));
        if (random.nextInt(4) > 0) {
            said.put("rating", 1 + random.nextInt(5));
        }
        boolean counts = ledger.feedback().give(id, said, object(), now).join() == FeedbackRecords.Given.STORED
                && said.has("rating")
                && said.path("by").asText().equals("customer");
        if (counts) {
            ratings.computeIfAbsent(id, none -> new ArrayList<>()).add(said);
        }
    }

    private FactPart.Entry expected(String id) {
        Handover handover = requireNonNull(handovers.get(id));
        List<HandoverEvent> history = requireNonNull(histories.get(id)).stream()
                .filter(event -> event.act() == null)
                .toList();
        HandoverState state = history.get(history.size() - 1).state();
        String target = targets.getOrDefault(id, handover.target());
        Facet facet = new Facet(
                handover.client(),
                handover.channel().wireName(),
                handover.step(),
                target,
                target.equals(handover.target()) ? null : handover.target(),
                handover.message().at("/reason/code").textValue(),
                handover.message().at("/conversation/language").textValue(),
                handover.message().at("/reason/trigger").textValue(),
                history.get(history.size() - 1).data().path("disposition").textValue(),
                state);
        Fact fact = new Fact(
                handover.requestedAt().toEpochMilli(),
                first(history, Set.of(ACCEPTED, QUEUED, ASSIGNED, ACTIVE, COMPLETED, RETURNED)),
                first(history, Set.of(ASSIGNED, ACTIVE)),
                state.isTerminal() ? first(history, Set.of(state)) : Fact.NEVER);
        return new FactPart.Entry(facet, fact);
    }

    private static long first(List<HandoverEvent> history, Set<HandoverState> states) {
        long requested = history.get(0).at().toEpochMilli();
        return history.stream()
                .filter(event -> states.contains(event.state()))
                .map(event -> event.at().toEpochMilli() - requested)
                .findFirst()
                .orElse(Fact.NEVER);
    }

    private void remember() {
        for (String id : handovers.keySet()) {
            List<HandoverEvent> told = ledger.history(id);
            if (!told.isEmpty()) {
                histories.put(id, told);
            }
        }
    }

    private void claim(@Nullable Handover replayed) {
        Handover handover = random(replayed);
        if (replayed == null) {
            ledger.claim(handover, now).join();
        } else if (!(ledger.deadLetters()
                        .replay(replayed.id(), handover, now, "test")
                        .join()
                instanceof DeadLetters.Settlement.Done)) {
            return;
        }
        handovers.put(handover.id(), handover);
    }

    private void replay() {
        ledger.deadLetters().list(new DeadLetters.Query(null, false, null, null, null, null, 1)).stream()
                .findFirst()
                .flatMap(letter -> ledger.deadLetters().find(letter.handover().id()))
                .ifPresent(letter -> claim(letter.handover()));
    }

    private void move() {
        List<StoredHandover> open = handovers.values().stream()
                .map(handover -> ledger.find(handover.client(), handover.id()).orElseThrow())
                .filter(stored -> !stored.state().isTerminal())
                .toList();
        if (open.isEmpty()) {
            return;
        }
        StoredHandover one = open.get(random.nextInt(open.size()));
        List<HandoverState> next = requireNonNull(NEXT.get(one.state()));
        HandoverState to = next.get(random.nextInt(next.size()));
        ObjectNode data = object();
        if (to == COMPLETED || to == RETURNED) {
            any("solved", "unnecessary", null).forEach(word -> data.put("disposition", word));
        }
        Transition step = new Transition(
                Set.of(one.state()), to, now, data, random.nextBoolean() ? object().put("n", 1) : null, null);
        Handover handover = one.handover();
        if (to == RETRYING && !handover.fallback().isEmpty()) {
            List<String> rest = handover.fallback();
            Reroute elsewhere = new Reroute(rest.get(0), "desk", rest.subList(1, rest.size()));
            ledger.reroute(handover, step, elsewhere).join();
            targets.put(handover.id(), rest.get(0));
        } else {
            ledger.move(handover, step).join();
        }
    }

    private Handover random(@Nullable Handover replayed) {
        ObjectNode message = object();
        any("no_answer", "unresolved")
                .forEach(code -> message.withObjectProperty("reason").put("code", code));
        any("nl", "nl-NL", null)
                .forEach(tag -> message.withObjectProperty("conversation").put("language", tag));
        any("keyword", null)
                .forEach(word -> message.withObjectProperty("reason").put("trigger", word));
        return new Handover(
                UlidCreator.getMonotonicUlid().toString(),
                replayed == null ? (random.nextBoolean() ? "alpha" : "beta") : replayed.client(),
                null,
                "f".repeat(64),
                random.nextBoolean() ? Channel.TEXT : Channel.VOICE,
                replayed == null ? "c-" + handovers.size() : replayed.conversationId(),
                random.nextBoolean() ? "support" : null,
                random.nextBoolean() ? "genesys" : "msc",
                "desk",
                List.of("second", "log"),
                message,
                object(),
                now);
    }

    private Stream<String> any(@Nullable String... words) {
        return Stream.ofNullable(words[random.nextInt(words.length)]);
    }
}
