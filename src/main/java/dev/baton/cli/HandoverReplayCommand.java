package dev.baton.cli;

import static dev.baton.cli.GatewayOptions.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays dead letters of a running gateway. */
@Command(
        name = "replay",
        description = {
            "Hands failed conversations over once more: those with the given ids, or at most 100 that have something in"
                    + " common.",
            "",
            "Done twice, it is one replay. It is exit code 1 when one of them could not be replayed."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar handover replay 01JD6Q4WZ0V9K3M8T5X7B2N1RC --to msc-nl",
            "  java -jar baton.jar handover replay --target genesys-eu --class try_again"
        })
final class HandoverReplayCommand extends GatewayTool {

    private static final int MOST = 100;

    @Parameters(paramLabel = "<id>", arity = "0..*", description = "Ids of failed handovers, at most 100.")
    private List<String> ids = List.of();

    @Mixin
    private DeadLetterFilter filter = new DeadLetterFilter();

    @Option(names = "--to", paramLabel = "<target>", description = "The target, instead of the message's own way.")
    private @Nullable String target;

    @Option(names = "--to-step", paramLabel = "<step>", description = "The step, instead of the message's own way.")
    private @Nullable String step;

    HandoverReplayCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(GatewayClient client) throws IOException {
        GatewayClient.Answer answer = client.post("/handovers/replay", body());
        if (!answer.isGood()) {
            return refused(answer.body());
        }
        JsonNode results = answer.body().path("results");
        if (format.isJson()) {
            json(answer.body());
        } else {
            show(answer.body());
        }
        return results.findValuesAsText("result").contains("refused") ? WRONG : GOOD;
    }

    private ObjectNode body() {
        if (ids.isEmpty() == filter.isEmpty()) {
            throw usage("expected ids, or at least one of --target, --class and --before, and not both");
        }
        if (ids.size() > MOST || target != null && step != null) {
            throw usage("expected at most " + MOST + " ids, and only one of --to and --to-step");
        }
        GatewayOptions.requireIds(this, ids);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ids.forEach(id -> body.withArray("ids").add(id));
        filter.members(this).forEach(body::put);
        if (target != null) {
            body.putObject("to").put("target", target);
        } else if (step != null) {
            body.putObject("to").put("step", step);
        }
        return body;
    }

    private void show(JsonNode answer) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("id", "result", "by"));
        for (JsonNode result : answer.path("results")) {
            rows.add(List.of(
                    plain(result.path("id")),
                    plain(result.path("result")),
                    result.has("problem") ? said(result.path("problem")) : plain(result.path("replayedBy"))));
        }
        if (rows.size() == 1) {
            out().println("No dead letters.");
            return;
        }
        table(rows);
        if (answer.has("next")) {
            out().println("More: --after " + plain(answer.path("next")));
        }
    }
}
