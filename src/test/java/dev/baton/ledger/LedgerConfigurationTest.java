package dev.baton.ledger;

import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.analytics.AnalyticsConfiguration;
import dev.baton.analytics.AnalyticsPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LedgerConfigurationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temp;

    @Test
    void without_a_database_the_ledger_is_a_file_below_the_data_directory() {
        context("baton.data=" + temp).run(context -> {
            Ledger ledger = context.getBean(Ledger.class);
            ledger.claim(handover("bot", "k", "c"), NOON).join();
            assertThat(temp.resolve("ledger.db")).isNotEmptyFile();
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get("handover.open").gauge().value()).isEqualTo(1);
            assertThat(meters.get("handover.analytics.backlog").gauge().value()).isEqualTo(1);
            assertThat(meters.get("handover.ledger.queue").gauge().value()).isZero();
            assertThat(meters.get("handover.ledger.group.size").summary().count())
                    .isEqualTo(1);
            assertThat(meters.get("handover.analytics.dropped").counter().count())
                    .isZero();
            context.getBean(AnalyticsPublisher.class).publish();
            assertThat(temp.resolve("analytics")).isNotEmptyDirectory();
            context.getBean(Housekeeping.class).run();
            assertThat(ledger.openCount()).isZero();
        });
    }

    @Test
    void the_file_is_free_again_when_the_application_has_ended() {
        context("baton.data=" + temp).run(context -> assertThat(context).hasNotFailed());
        context("baton.data=" + temp).run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void a_database_url_wins_over_the_file() {
        String database = TestPostgres.newDatabase();
        context(
                        "baton.data=" + temp,
                        "spring.datasource.url=" + TestPostgres.url(database),
                        "spring.datasource.username=postgres")
                .run(context -> {
                    context.getBean(Ledger.class)
                            .claim(handover("bot", "k", "c"), NOON)
                            .join();
                    assertThat(context.getBean(Ledger.class).openCount()).isEqualTo(1);
                    assertThat(temp).isEmptyDirectory();
                });
    }

    @Test
    void another_kind_of_database_is_refused_in_words() {
        context("baton.data=" + temp, "spring.datasource.url=jdbc:h2:mem:x")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("must start with jdbc:postgresql:"));
    }

    private static ApplicationContextRunner context(String... properties) {
        return new ApplicationContextRunner()
                .withInitializer(context ->
                        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance()))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(Clock.class, Clock::systemUTC)
                .withUserConfiguration(LedgerConfiguration.class, AnalyticsConfiguration.class)
                .withPropertyValues(properties);
    }
}
