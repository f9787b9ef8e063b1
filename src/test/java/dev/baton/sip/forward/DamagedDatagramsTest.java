package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.support.DamagedDatagrams;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Random damage, sent to a stack at work. {@code -Dsip.mutations=1000000 -Dsip.seed=7} for more and others. */
class DamagedDatagramsTest {

    private static final int MUTATIONS = Integer.getInteger("sip.mutations", 20_000);
    private static final long SEED = Long.getLong("sip.seed", 20_26_11_21L);

    @Test
    void aStackServesOnWhateverComes() throws Exception {
        try (SipStack stack = SipStack.open(settings());
                DamagedDatagrams damaged = new DamagedDatagrams(stack, SEED)) {
            damaged.send(MUTATIONS);

            assertThat(stack.counts().dropped()).isZero();
            assertThat(stack.counts().parseErrors()).as("seed %s", SEED).isGreaterThan(MUTATIONS / 4);
            assertThat(damaged.slowestAnswer()).as("seed %s", SEED).isLessThan(Duration.ofSeconds(10));
            InetSocketAddress unused = damaged.stackAsksAndIsAnswered();
            assertThat(ManagementFactory.getThreadMXBean().findDeadlockedThreads())
                    .isNull();
        }
    }

    private static SipStackSettings settings() {
        SipStackSettings usual = StackFixture.settings();
        return new SipStackSettings(
                usual.transport().withBounds(10, 1024 * 1024, 1_000_000),
                usual.transactions().withBounds(1_000, 1_000),
                usual.locator(),
                100,
                100,
                Duration.ofSeconds(30));
    }
}
