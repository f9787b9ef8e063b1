package dev.baton.ledger;

import dev.baton.handover.Handover;
import dev.baton.problem.StartRefusedException;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the ledger the installation asks for: {@code spring.datasource.url}, or a file in {@code baton.data}. */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {

    @Bean
    Ledger ledger(
            @Value("${spring.datasource.url:}") String url,
            @Value("${spring.datasource.username:}") String user,
            @Value("${spring.datasource.password:}") String password,
            @Value("${baton.data:data}") Path data,
            ObjectProvider<Timers> timers,
            MeterRegistry meters) {
        DistributionSummary groups = DistributionSummary.builder("handover.ledger.group.size")
                .description("Writes that shared one commit")
                .register(meters);
        Tuning tuning = Tuning.DEFAULT.withGroupSizes(groups::record).withTimers(later(timers));
        SqlLedger ledger = open(url, user, password, data, tuning);
        gauge(meters, "handover.open", "Handovers that have not ended", new Recent(ledger::openCount));
        gauge(meters, "handover.ledger.queue", "Writes that wait for the ledger", new Recent(ledger::queueDepth));
        gauge(
                meters,
                "handover.analytics.backlog",
                "Events that wait for the analytics log",
                new Recent(ledger::unpublishedCount));
        gauge(
                meters,
                "handover.callback.waiting",
                "Handovers of which an event is still to be told to the client",
                new Recent(ledger.callbacks()::waitingCount));
        gauge(
                meters,
                "handover.dead.letters",
                "Failed handovers that nobody has replayed or discarded",
                new Recent(ledger.deadLetters()::openCount));
        return ledger;
    }

    /** Give it a timer: its {@code run()} ends what nobody ended and removes what is too old. */
    @Bean
    Housekeeping housekeeping(
            Ledger ledger,
            Clock clock,
            MeterRegistry meters,
            @Value("${baton.handover.open-for:24h}") Duration openFor,
            @Value("${baton.retention:30d}") Duration retention) {
        return new Housekeeping(ledger, new SteadyClock(clock, System::nanoTime), openFor, retention, meters);
    }

    /** What knows the steps needs what needs the ledger: it is asked for when the first target takes something. */
    private static Timers later(ObjectProvider<Timers> timers) {
        return new Timers() {
            @Override
            public @Nullable Duration unclaimed(Handover handover) {
                return timers.getIfAvailable(() -> NONE).unclaimed(handover);
            }

            @Override
            public @Nullable Duration active(Handover handover) {
                return timers.getIfAvailable(() -> NONE).active(handover);
            }
        };
    }

    private static SqlLedger open(String url, String user, String password, Path data, Tuning tuning) {
        if (url.isBlank()) {
            return Ledgers.sqlite(data, tuning);
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new StartRefusedException("spring.datasource.url must start with jdbc:postgresql: (leave it out"
                    + " to keep the ledger in a file below baton.data)");
        }
        return Ledgers.postgres(url, user, password, tuning);
    }

    private static void gauge(MeterRegistry meters, String name, String description, Recent value) {
        Gauge.builder(name, value, Recent::value)
                .description(description)
                .strongReference(true)
                .register(meters);
    }
}
