package dev.baton.cli;

import static dev.baton.cli.GatewayOptions.plain;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the report of a running gateway on its handovers. */
@Command(
        name = "handovers",
        description = "Counts the handovers of a running gateway.",
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar report handovers",
            "  java -jar baton.jar report handovers --from 2026-11-01 --to 2026-11-21 --by step,reason --format json"
        })
final class ReportHandoversCommand extends GatewayTool {

    private static final List<String> COUNTS = List.of(
            "requested",
            "accepted",
            "fallback",
            "open",
            "logged",
            "completed",
            "returned",
            "cancelled",
            "expired",
            "failed");

    @Option(names = "--from", paramLabel = "<day>", description = "The first day, such as 2026-11-01.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "<day>", description = "The last day (default: today).")
    private @Nullable String to;

    @Option(names = "--zone", paramLabel = "<zone>", description = "The time zone of the days (default: UTC).")
    private @Nullable String zone;

    @Option(
            names = "--by",
            paramLabel = "<what>",
            description =
                    "What is counted apart, with commas: day, step, target, firstTarget, reason, language, channel,"
                            + " trigger, disposition and, for operators, client (default: day).")
    private @Nullable String by;

    ReportHandoversCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(GatewayClient client) throws IOException {
        GatewayClient.Answer answer = client.get("/reports/handovers" + query());
        if (!answer.isGood()) {
            return refused(answer.body());
        }
        if (format.isJson()) {
            json(answer.body());
        } else {
            show(answer.body());
        }
        return GOOD;
    }

    private String query() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "from", from);
        put(given, "to", to);
        put(given, "zone", zone);
        put(given, "by", by);
        StringBuilder query = new StringBuilder();
        given.forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    private void show(JsonNode report) {
        List<List<String>> rows = new ArrayList<>();
        List<String> heading = new ArrayList<>();
        report.path("by").forEach(dimension -> heading.add(plain(dimension)));
        heading.addAll(COUNTS);
        heading.addAll(List.of("precision", "accepted after", "ended after"));
        rows.add(heading);
        report.path("groups").forEach(group -> rows.add(row(report.path("by"), group)));
        if (rows.size() == 1) {
            out().println("No handovers.");
            return;
        }
        table(rows);
    }

    private static List<String> row(JsonNode by, JsonNode group) {
        List<String> row = new ArrayList<>();
        by.forEach(dimension -> row.add(orNone(group.path(dimension.asText()))));
        COUNTS.forEach(count -> row.add(plain(group.path(count))));
        row.add(orNone(group.path("triggerPrecision")));
        row.add(seconds(group.at("/millisToAccepted/p50")));
        row.add(seconds(group.at("/millisToEnd/p50")));
        return row;
    }

    private static String orNone(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "-" : plain(value);
    }

    private static String seconds(JsonNode millis) {
        return millis.isMissingNode() ? "-" : millis.asLong() / 1000 + " s";
    }
}
