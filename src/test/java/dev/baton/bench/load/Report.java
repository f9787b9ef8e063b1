package dev.baton.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The measurements as a Markdown table, with the ratios that the goals are written in. */
record Report(List<Measurement> measurements) {
    private static final String HEAD =
            """
            | scenario | subject | runs on | accepted/s | delivered/s | × Node-RED | × bare | p50 ms | p99 ms | p99.9 ms | errors | undelivered | doubled | drain s | CPU s per 1,000: subject + clients + desk | RSS MB | other load |
            |---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """;

    String markdown() {
        return measurements.stream().map(this::row).collect(Collectors.joining("\n", HEAD, "\n"));
    }

    String row(Measurement m) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %,.0f | %,.0f | %s | %s | %.1f | %.1f | %.1f | %s | %d | %d | %.1f | %.3f + %.3f + %.3f | %d | %.0f %% |",
                m.scenario().title(),
                m.subject(),
                m.runtime(),
                m.load().acceptedPerSecond(),
                m.deliveredPerSecond(),
                ratio(m, other -> other.subject().startsWith("Node-RED")),
                ratio(
                        m,
                        other -> other.subject().startsWith("bare")
                                && other.runtime().equals(m.runtime())),
                m.load().millisAt(50),
                m.load().millisAt(99),
                m.load().millisAt(99.9),
                errors(m.load()),
                m.undelivered(),
                m.doubled(),
                m.drainSeconds(),
                m.perThousand(m.usage().subject()),
                m.perThousand(m.usage().clients()),
                m.perThousand(m.usage().desk()),
                m.residentMegabytes(),
                m.usage().shareOfOthers() * 100);
    }

    private static String errors(LoadResult load) {
        return load.errors() == 0 ? "0" : load.errors() + " " + load.statuses();
    }

    private String ratio(Measurement m, Predicate<Measurement> yardstick) {
        return measurements.stream()
                .filter(yardstick)
                .filter(other -> other.scenario().equals(m.scenario()) && other != m)
                .findFirst()
                .map(other -> ratio(m, other))
                .orElse("");
    }

    /** Rates taken while the machine did other work differ by that work, so that their ratio would be made up. */
    private static String ratio(Measurement m, Measurement other) {
        return m.usage().quiet() && other.usage().quiet()
                ? String.format(Locale.ROOT, "%.2f", m.deliveredPerSecond() / Math.max(1, other.deliveredPerSecond()))
                : "busy";
    }
}
