package dev.baton.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.support.AnalyticsRecord;
import dev.baton.support.BatonProcess;
import dev.baton.support.HoldingDesk;
import dev.baton.support.KnownHandover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be true of all handovers that were answered, after any number of kills. */
final class Verdict {

    private final BatonProcess gateway;
    private final Map<Integer, String> ids;
    private final Map<Integer, KnownHandover> handovers = new HashMap<>();

    /** @param gateway any that knows them */
    Verdict(BatonProcess gateway, Map<Integer, String> ids) {
        this.gateway = gateway;
        this.ids = ids;
    }

    Verdict everyOneIsOver(Duration within) {
        await().atMost(within).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            for (int number : ids.keySet()) {
                if (!handovers.containsKey(number)) {
                    KnownHandover handover = KnownHandover.ask(gateway, ids.get(number));
                    assertThat(handover.state()).as(handover.id()).isIn("accepted", "failed");
                    handovers.put(number, handover);
                }
            }
        });
        return this;
    }

    /** @param atOnce calls that one kill can interrupt at one target */
    Verdict noneIsLostAndNoneIsDoubled(HoldingDesk desk, int kills, int atOnce) throws Exception {
        List<String> repeatable = desk.chats();
        List<String> others = desk.genesysMessages();
        Map<String, Long> chats = counted(repeatable);
        Map<String, Long> messages = counted(others);
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<Integer, KnownHandover> entry : handovers.entrySet()) {
            KnownHandover handover = entry.getValue();
            assertThat(handover.states()).startsWith("requested").endsWith(handover.state());
            if (Bots.mayBeRepeated(entry.getKey())) {
                repeatedAtMostByKills(handover, chats.getOrDefault(Bots.conversation(entry.getKey()), 0L), kills);
            } else if (!calledOnce(handover, messages.getOrDefault(handover.id(), 0L))) {
                unknown.add(handover.id());
            }
        }
        assertThat(repeatable).hasSizeLessThanOrEqualTo(handovers.size() + kills * atOnce);
        assertThat(unknown).hasSizeLessThanOrEqualTo(kills * atOnce);
        System.out.printf(
                "%d handovers, %d kills: all delivered, %d calls repeated at a target that takes the same twice,"
                        + " %d unknown at one that does not%n",
                handovers.size(), kills, repeatable.size() - chats.size(), unknown.size());
        return this;
    }

    /** @param logs of each gateway */
    void theAnalyticsAreComplete(List<BatonProcess> logs) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<List<String>> lines = new ArrayList<>();
            for (BatonProcess log : logs) {
                lines.add(log.analytics());
            }
            AnalyticsRecord analytics = AnalyticsRecord.ofAll(lines);
            assertThat(analytics.byHandover()).containsOnlyKeys(ids.values().toArray(String[]::new));
            handovers.values().forEach(analytics::assertTells);
        });
    }

    private static void repeatedAtMostByKills(KnownHandover handover, long calls, int kills) {
        assertThat(handover.state()).as(handover.id()).isEqualTo("accepted");
        int begun = Collections.frequency(handover.states(), "delivering");
        assertThat(begun).as(handover.id()).isBetween(1, 1 + kills);
        assertThat(calls).as(handover.id()).isBetween(1L, (long) begun);
    }

    /** False when a kill came between, and nobody can know. */
    private static boolean calledOnce(KnownHandover handover, long calls) {
        boolean known = handover.state().equals("accepted");
        assertThat(calls).as(handover.id()).isBetween(known ? 1L : 0L, 1L);
        if (!known) {
            assertThat(handover.receipt().at("/failure/class").asText()).isEqualTo("unknown");
            assertThat(handover.receipt().at("/failure/code").asText()).isEqualTo("interrupted");
        }
        return known;
    }

    private static Map<String, Long> counted(List<String> calls) {
        Map<String, Long> counts = new HashMap<>();
        calls.forEach(call -> counts.merge(call, 1L, Long::sum));
        return counts;
    }
}
