package dev.baton.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.handover.HandoverState;
import dev.baton.ledger.Handovers;
import dev.baton.ledger.StoredHandover;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LaterStartsTest {

    private final List<StoredHandover> started = new CopyOnWriteArrayList<>();

    @Test
    void each_starts_when_its_time_has_come_and_makes_room_for_another() {
        try (LaterStarts later = new LaterStarts(2, started::add)) {
            StoredHandover soon = handover("soon");
            assertThat(later.in(Duration.ofHours(1), handover("late"))).isTrue();
            assertThat(later.in(Duration.ofMillis(-5), soon)).isTrue();

            await().until(() -> started.size() == 1);

            assertThat(started).containsExactly(soon);
            await().until(() -> later.in(Duration.ofHours(1), handover("later")));
        }
    }

    @Test
    void what_finds_no_place_or_comes_after_the_end_is_left_to_the_ledger() {
        LaterStarts later = new LaterStarts(1, started::add);

        assertThat(later.in(Duration.ofHours(1), handover("first"))).isTrue();
        assertThat(later.in(Duration.ofHours(1), handover("second"))).isFalse();
        later.close();
        assertThat(later.in(Duration.ZERO, handover("third"))).isFalse();

        assertThat(started).isEmpty();
    }

    private static StoredHandover handover(String conversation) {
        return new StoredHandover(
                Handovers.handover("bot", null, conversation), HandoverState.RETRYING, 1, null, Handovers.NOON);
    }
}
