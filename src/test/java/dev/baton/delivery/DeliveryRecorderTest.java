package dev.baton.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Handovers;
import dev.baton.ledger.Ledgers;
import dev.baton.ledger.SqlLedger;
import dev.baton.ledger.StoredHandover;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryRecorderTest {

    private static final Clock CLOCK = Clock.fixed(Handovers.NOON, ZoneOffset.UTC);

    private final Handover handover = Handovers.handover("bot", "key", "c-1");

    @Test
    void aHandoverThatWaitsTwiceForItsTurnIsDeliveredOnce(@TempDir Path folder) {
        try (SqlLedger ledger = ledgerWithHandover(folder)) {
            DeliveryRecorder recorder = recorder(ledger);
            Exchange first = found(HandoverState.REQUESTED, 1);
            Exchange second = found(HandoverState.REQUESTED, 1);

            recorder.begin(first);
            recorder.begin(second);

            assertThat(first.isRouteStop()).isFalse();
            assertThat(second.isRouteStop()).isTrue();
            assertThat(ledger.history(handover.id())).hasSize(2);
        }
    }

    @Test
    void aDeliveryThatACrashInterruptedBeginsAgain(@TempDir Path folder) {
        try (SqlLedger ledger = ledgerWithHandover(folder)) {
            DeliveryRecorder recorder = recorder(ledger);
            recorder.begin(found(HandoverState.REQUESTED, 1));
            Exchange again = found(HandoverState.DELIVERING, 2);

            recorder.begin(again);

            assertThat(again.isRouteStop()).isFalse();
        }
    }

    private SqlLedger ledgerWithHandover(Path folder) {
        SqlLedger ledger = Ledgers.sqlite(folder);
        ledger.claim(handover, Handovers.NOON.plusSeconds(30)).join();
        return ledger;
    }

    private static DeliveryRecorder recorder(SqlLedger ledger) {
        return new DeliveryRecorder(
                ledger,
                new Outcomes(1),
                new Courses(
                        target -> Optional.empty(), Backoff.standard(new Random()), handover -> Duration.ZERO, CLOCK),
                new DeliveryMetrics(new SimpleMeterRegistry()),
                CLOCK);
    }

    private Exchange found(HandoverState state, int sequence) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(DeliveryProperties.HANDOVER, handover);
        exchange.setProperty(
                DeliveryProperties.FOUND, new StoredHandover(handover, state, sequence, null, Handovers.NOON));
        return exchange;
    }
}
