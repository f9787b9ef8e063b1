package dev.baton.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives dead letters of a running gateway up. */
@Command(
        name = "discard",
        description =
                "Gives failed handovers up. They are kept until the retention time is over, but no longer listed.",
        footer = {
            "",
            "Example:",
            "  java -jar baton.jar handover discard 01JD6Q4WZ0V9K3M8T5X7B2N1RC --reason \"called back\""
        })
final class HandoverDiscardCommand extends GatewayTool {

    @Parameters(paramLabel = "<id>", arity = "1..*", description = "Ids of failed handovers.")
    private List<String> ids = List.of();

    @Option(
            names = "--reason",
            paramLabel = "<text>",
            required = true,
            description = "Why, in at most 500 characters that name no person.")
    private String reason = "";

    HandoverDiscardCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(GatewayClient client) throws IOException {
        GatewayOptions.requireIds(this, ids);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("id", "result"));
        boolean good = true;
        for (String id : ids) {
            GatewayClient.Answer answer = client.post("/handovers/" + id + "/discard", body);
            answers.add(answer.body());
            rows.add(List.of(id, answer.isGood() ? "discarded" : said(answer.body())));
            good &= answer.isGood();
        }
        if (format.isJson()) {
            json(answers);
        } else {
            table(rows);
        }
        return good ? GOOD : WRONG;
    }
}
