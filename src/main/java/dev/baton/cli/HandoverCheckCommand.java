package dev.baton.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says everything that the gateway's door would say of a message, whatever its target. */
@Command(
        name = "check",
        description = "Says everything that is wrong with a handover message, as POST /handovers would, except what"
                + " only a target can know.",
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar handover check handover.json",
            "  cat handover.json | java -jar baton.jar handover check - --format json"
        })
final class HandoverCheckCommand extends Tool {

    private static final String KNOWS_NOTHING =
            "it holds neither transcript nor summary nor context: whoever takes the" + " handover starts from nothing";

    @Parameters(paramLabel = "<file>", description = "The message as JSON; - for standard input.")
    private String file = "";

    @Mixin
    private Format format = new Format();

    HandoverCheckCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() throws IOException {
        HandoverFile read = HandoverFile.read(this, file);
        boolean good = read.problem() == null;
        if (format.isJson()) {
            json(document(read));
        } else {
            list(out(), read.errors());
            if (read.message() != null && knowsNothing(read.message())) {
                out().println(read.name() + ": " + KNOWS_NOTHING);
            }
            out().println(
                            good
                                    ? read.name() + ": good"
                                    : read.name() + ": " + count(read.errors().size(), "thing", "things")
                                            + " to correct");
        }
        return good ? GOOD : WRONG;
    }

    private static boolean knowsNothing(JsonNode message) {
        return Stream.of("transcript", "summary", "context")
                .allMatch(part -> message.path(part).isEmpty());
    }

    private static ObjectNode document(HandoverFile read) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("file", read.name()).put("ok", read.problem() == null);
        if (read.message() != null && knowsNothing(read.message())) {
            document.putArray("warnings").add(KNOWS_NOTHING);
        }
        if (read.problem() != null) {
            document.set("problem", read.problem().toJson());
        }
        return document;
    }
}
