package dev.baton.cli;

import static dev.baton.cli.GatewayOptions.plain;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the dead letters of a running gateway. */
@Command(
        name = "list",
        description = "Lists the handovers of a running gateway that failed and that nobody has replayed or discarded,"
                + " newest first.",
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar handover list",
            "  java -jar baton.jar handover list --target genesys-eu --class try_again --format json"
        })
final class HandoverListCommand extends GatewayTool {

    private static final int MOST = 100;

    @Mixin
    private DeadLetterFilter filter = new DeadLetterFilter();

    @Option(names = "--all", description = "Those that were replayed or discarded too.")
    private boolean all;

    @Option(
            names = "--limit",
            paramLabel = "<number>",
            defaultValue = "50",
            description = "At most so many, up to 100 (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    HandoverListCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(GatewayClient client) throws IOException {
        if (limit < 1 || limit > MOST) {
            throw usage("expected --limit to be 1 to " + MOST + ", found " + limit);
        }
        GatewayClient.Answer answer = client.get(path());
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

    private String path() {
        StringBuilder path = new StringBuilder("/handovers?state=failed&limit=" + limit + (all ? "&all=true" : ""));
        filter.members(this).forEach((name, value) -> path.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return path.toString();
    }

    private void show(JsonNode page) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("id", "requested", "client", "target", "class", "code", "since then"));
        for (JsonNode letter : page.path("handovers")) {
            rows.add(List.of(
                    plain(letter.path("id")),
                    plain(letter.path("requestedAt")),
                    plain(letter.path("client")),
                    plain(letter.path("target")),
                    plain(letter.at("/failure/class")),
                    plain(letter.at("/failure/code")),
                    sinceThen(letter)));
        }
        if (rows.size() == 1) {
            out().println("No dead letters.");
            return;
        }
        table(rows);
        if (page.has("next")) {
            out().println("More: --after " + plain(page.path("next")));
        }
    }

    private static String sinceThen(JsonNode letter) {
        if (letter.has("replayedBy")) {
            return "replayed by " + plain(letter.path("replayedBy"));
        }
        return letter.has("discarded") ? "discarded: " + plain(letter.at("/discarded/reason")) : "-";
    }
}
