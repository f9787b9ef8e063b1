package dev.baton.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Duration NONE = Duration.ZERO;

    @Test
    void two_quiet_rows_of_a_scenario_are_compared() {
        assertThat(gatewayRow(NONE, NONE)).contains("| 2.00 |").doesNotContain("busy");
    }

    @Test
    void no_ratio_is_shown_when_the_yardstick_shared_the_machine() {
        assertThat(gatewayRow(Duration.ofHours(1), NONE)).contains("| busy |").doesNotContain("2.00");
    }

    @Test
    void no_ratio_is_shown_when_the_gateway_shared_the_machine() {
        assertThat(gatewayRow(NONE, Duration.ofHours(1))).contains("| busy |").doesNotContain("2.00");
    }

    private static String gatewayRow(Duration besideNodeRed, Duration besideGateway) {
        Measurement nodeRed = measurement("Node-RED 4", 1000, besideNodeRed);
        Measurement gateway = measurement("gateway", 2000, besideGateway);
        return new Report(List.of(nodeRed, gateway)).row(gateway);
    }

    private static Measurement measurement(String subject, double rate, Duration others) {
        Duration second = Duration.ofSeconds(1);
        Usage usage = new Usage(second, second, second, others, Duration.ofSeconds(10));
        return new Measurement(subject, "any", Scenario.AT_ONCE, new LoadResult(second), rate, 0, 0, 0, usage, 100);
    }
}
