package dev.baton.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveLookupsTest {

    private static final Duration LIFE = Duration.ofHours(1);

    private Instant now = Instant.EPOCH;
    private final AtomicInteger asked = new AtomicInteger();
    private final LiveLookups lookups = new LiveLookups(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void anAnswerCountsUntilItsLifeIsOver() {
        assertThat(get("a")).isEqualTo(1);
        now = Instant.EPOCH.plus(LIFE).minusSeconds(1);
        assertThat(get("a")).isEqualTo(1);
        assertThat(get("b")).isEqualTo(2);
        now = Instant.EPOCH.plus(LIFE);
        assertThat(get("a")).isEqualTo(3);
    }

    @Test
    void aFailureIsNotKept() {
        assertThatIllegalStateException()
                .isThrownBy(() -> lookups.get("a", LIFE, () -> {
                    throw new IllegalStateException();
                }));
        assertThat(get("a")).isEqualTo(1);
    }

    @Test
    void afterClearingEverythingIsAskedAgain() {
        get("a");
        lookups.clear();
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void manyWhoAskAtTheSameTimeAskOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(pool.submit(() -> {
                    start.await();
                    return get("a");
                }));
            }
            start.countDown();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private int get(String key) {
        JsonNode answer = lookups.get(key, LIFE, () -> IntNode.valueOf(asked.incrementAndGet()));
        return answer.intValue();
    }
}
