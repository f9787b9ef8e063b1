package dev.baton.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says everything that a gateway would say of connectors. */
@Command(
        name = "check",
        description = "Reads connectors, executes their examples without a network, and says everything that is wrong"
                + " as file:line:column: place: problem.",
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar connector check connectors/my-desk",
            "  java -jar baton.jar connector check connectors --format json"
        })
final class ConnectorCheckCommand extends Tool {

    @Parameters(
            arity = "1..*",
            paramLabel = "<folder>",
            description = "A connector's folder, or a folder of such folders.")
    private List<String> folders = List.of();

    @Mixin
    private Format format = new Format();

    ConnectorCheckCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() {
        ConnectorFolders found = new ConnectorFolders(this);
        Set<Path> paths = new LinkedHashSet<>();
        folders.forEach(given -> paths.addAll(found.in(given)));
        List<Checkup> checkups = new ArrayList<>();
        for (Path path : paths) {
            Checkup checkup = Checkup.of(path);
            checkups.add(checkup);
            if (!format.isJson()) {
                list(out(), checkup.errors());
                out().println(checkup.summary());
                out().flush();
            }
        }
        return ended(checkups) ? GOOD : WRONG;
    }

    private boolean ended(List<Checkup> checkups) {
        long good = checkups.stream().filter(Checkup::isGood).count();
        if (format.isJson()) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.putArray("connectors")
                    .addAll(checkups.stream().map(checkup -> checkup.json(this)).toList());
            json(document);
        } else if (checkups.size() > 1) {
            out().println(good + " of " + checkups.size() + " connectors are good");
        }
        return good == checkups.size();
    }
}
