package dev.baton.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is over is remembered as long as it must be, and not longer. */
class RecentTest {

    private static final Duration LIFE = Duration.ofSeconds(32);

    private final ManualTimers timers = new ManualTimers();
    private final Random random = new Random(20_26_11_21L);

    /** Of these, many want the same slot. */
    private static Fingerprint crowded(int number) {
        return new Fingerprint(number, number % 7);
    }

    private byte[] answer(int most) {
        byte[] bytes = new byte[1 + random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void theOldestIsForgottenFirstAndNobodyElse() {
        Recent recent = new Recent(timers, LIFE, 1_000);
        LinkedHashMap<Integer, byte[]> model = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(20) == 0 && recent.forgetOldest()) {
                forgetOldest(model);
            }
            byte[] answer = answer(3_000);
            recent.add(crowded(i), answer);
            model.put(i, answer);
            while (model.size() > recent.size()) {
                forgetOldest(model);
            }
            int asked = random.nextInt(i + 1);
            assertThat(recent.answer(crowded(asked))).as("%d of %d", asked, i).isEqualTo(model.get(asked));
        }
        assertThat(recent.size()).isEqualTo(model.size()).isGreaterThan(500);
        model.forEach((key, answer) ->
                assertThat(recent.answer(crowded(key))).as("%d", key).isEqualTo(answer));
    }

    private static void forgetOldest(Map<Integer, byte[]> model) {
        Iterator<Integer> oldest = model.keySet().iterator();
        oldest.next();
        oldest.remove();
    }

    @Test
    void largeAnswersTakeNoMoreMemoryThanManySmallOnes() {
        Recent recent = new Recent(timers, LIFE, 10_000);
        for (int i = 0; i < 2_000; i++) {
            recent.add(crowded(i), new byte[60_000]);
        }
        assertThat(recent.size()).isBetween(10_000 * 512 / 60_000 - 3, 10_000 * 512 / 60_000);
        assertThat(recent.answer(crowded(1_999))).hasSize(60_000);
    }

    @Test
    void eachIsForgottenInTimeAndThenNoTimerRuns() {
        Recent recent = new Recent(timers, LIFE, 1_000);
        Map<Fingerprint, Long> added = new HashMap<>();
        for (long now = 0; now < 20_000; now += 50) {
            Fingerprint key = Fingerprint.of("a", Long.toString(now));
            recent.add(key);
            added.put(key, now);
            timers.advance(50);
        }
        for (long now = 20_000; now < 60_000; now += 500) {
            long late = now - LIFE.toMillis();
            added.forEach((key, at) -> {
                if (at > late) {
                    assertThat(recent.has(key)).isTrue();
                } else if (at < late - 100) {
                    assertThat(recent.has(key)).isFalse();
                }
            });
            timers.advance(500);
        }
        assertThat(recent.size()).isZero();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void partsOfAFingerprintDoNotRunIntoEachOther() {
        assertThat(Fingerprint.of("ab", "c"))
                .isEqualTo(Fingerprint.of("ab", "c"))
                .isNotEqualTo(Fingerprint.of("a", "bc"))
                .isNotEqualTo(Fingerprint.of("abc", ""))
                .isNotEqualTo(Fingerprint.of("c", "ab"));
    }
}
