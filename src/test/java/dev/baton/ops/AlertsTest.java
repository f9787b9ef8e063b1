package dev.baton.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alerts mean what they say, and somebody who is woken by one finds what to do. */
class AlertsTest {

    private static final Pattern NAME = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    private static final Path TESTS = Path.of("ops/prometheus/alerts.test.yaml");

    private final List<String> alerts;

    AlertsTest() throws Exception {
        alerts = NAME.matcher(Files.readString(Prometheus.ALERTS))
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    @Test
    void each_fires_when_it_should_and_a_quiet_day_stays_quiet() throws Exception {
        Commands.require("promtool", "prometheus");

        assertThat(Commands.run("promtool", "check", "rules", Prometheus.ALERTS.toString()))
                .contains("SUCCESS: " + alerts.size() + " rules found");
        Commands.run("promtool", "test", "rules", TESTS.toString());
    }

    @Test
    void each_has_a_test() throws Exception {
        String tests = Files.readString(TESTS);

        assertThat(alerts).isNotEmpty().allSatisfy(alert -> assertThat(tests)
                .contains("ALERTS{alertname=\"" + alert + "\", alertstate=\"firing\"}"));
    }

    @Test
    void each_leads_to_its_own_heading_in_the_operators_page() throws Exception {
        String rules = Files.readString(Prometheus.ALERTS);
        String page = Files.readString(Path.of("docs/operations.md"));

        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(rules).contains("runbook: docs/operations.md#" + alert.toLowerCase(Locale.ROOT) + "\n");
            assertThat(page).contains("\n#### " + alert + "\n");
        });
    }
}
