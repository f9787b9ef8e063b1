package dev.baton;

import dev.baton.ledger.Ledger;
import dev.baton.report.HandoverReports;
import dev.baton.security.Operators;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reports on how handovers went. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    @Bean
    HandoverReports handoverReports(Ledger ledger, Operators operators, Clock clock) {
        return new HandoverReports(ledger.facts(), operators, clock);
    }
}
