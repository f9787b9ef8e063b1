package dev.baton.sip.forward;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.baton.sip.support.DamagedDatagrams;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Random damage, sent to a stack at work. {@code -Dsip.mutations=1000000 -Dsip.seed=7} for more and others. */
class DamagedDatagramsTest {

    private static final int MUTATIONS = Integer.getInteger("sip.mutations", 20_000);
    private static final long SEED = Long.getLong("sip.seed", 20_26_11_21L);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void aStackServesOnWhateverComes(long more) throws Exception {
        long seed = SEED + more;
        try (SipStack stack = SipStack.open(settings());
                Complaints complaints = new Complaints();
                DamagedDatagrams damaged = new DamagedDatagrams(stack, seed)) {
            damaged.send(MUTATIONS);

            assertThat(complaints.heard()).as("seed %s", seed).isEmpty();
            assertThat(stack.counts().dropped()).isZero();
            assertThat(stack.counts().parseErrors()).as("seed %s", seed).isGreaterThan(MUTATIONS / 4);
            assertThat(damaged.slowestAnswer()).as("seed %s", seed).isLessThan(Duration.ofSeconds(10));
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

    /** What the stack finds worth a line in the log: of damage, nothing. */
    private static final class Complaints implements AutoCloseable {

        private final Logger logger = (Logger) LoggerFactory.getLogger("dev.baton.sip");
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

        Complaints() {
            appender.start();
            logger.addAppender(appender);
        }

        List<String> heard() {
            return List.copyOf(appender.list).stream()
                    .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }

        @Override
        public void close() {
            logger.detachAppender(appender);
        }
    }
}
