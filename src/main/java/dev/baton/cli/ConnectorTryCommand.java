package dev.baton.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorReader;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Example;
import dev.baton.delivery.SettingsOverride;
import dev.baton.handover.Channel;
import dev.baton.inbound.TargetDemands;
import dev.baton.schema.Violation;
import dev.baton.target.OneTarget;
import dev.baton.target.TargetDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a connector makes of a handover, and sends it when it is told to. */
@Command(
        name = "try",
        description = {
            "Prints the calls that a connector makes for a handover, and the receipt. Secrets are shown as ***.",
            "",
            "Without --send nothing is sent: the vendor's answers are those of the connector's example. With --send the"
                    + " calls are made, and a conversation is really handed over."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar connector try connectors/my-desk --handover handover.json",
            "  TOKEN=… java -jar baton.jar connector try my-desk --handover handover.json \\",
            "    --settings targets.yaml --target desk-eu --send"
        })
final class ConnectorTryCommand extends Tool {

    @Parameters(
            paramLabel = "<folder>",
            description = "The connector's folder, or the id of one that ships in the jar.")
    private String folder = "";

    @Option(
            names = "--handover",
            required = true,
            paramLabel = "<file>",
            description = "The message as JSON; - for standard input.")
    private String handover = "";

    @Option(
            names = "--settings",
            paramLabel = "<file>",
            description =
                    "The settings as YAML or JSON, secrets as $${ENV_NAME} or $${file:/path}; or a targets.yaml, with"
                            + " --target (default: those of the example).")
    private @Nullable String settings;

    @Option(names = "--target", paramLabel = "<name>", description = "Which target of the targets.yaml.")
    private @Nullable String target;

    @Option(names = "--send", description = "Really make the calls; needs --settings.")
    private boolean send;

    @Mixin
    private Format format = new Format();

    ConnectorTryCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() throws IOException {
        if (settings == null && (send || target != null)) {
            throw usage((send ? "--send" : "--target") + " needs --settings.");
        }
        Connector connector = ConnectorReader.read(new ConnectorFolders(this).one(folder));
        HandoverFile file = HandoverFile.read(this, handover);
        if (file.message() == null) {
            return refused(file);
        }
        ActiveTarget active = new ActiveTarget(definition(connector), connector);
        List<Violation> violations = violations(active, file.message());
        if (!violations.isEmpty()) {
            return refused(file.refused(violations));
        }
        DeliveryScope delivery = delivery(active, file.message());
        Attempt attempt = send ? Attempt.sent(delivery, around.clock()) : Attempt.rehearsed(delivery);
        if (format.isJson()) {
            json(attempt.json());
        } else {
            attempt.print(out());
        }
        return attempt.failure() == null ? GOOD : WRONG;
    }

    private TargetDefinition definition(Connector connector) {
        if (settings == null) {
            Example model = connector
                    .model()
                    .orElseThrow(() -> usage(
                            "The connector " + connector.id() + " has no example that goes well; give --settings."));
            return TargetDefinition.of(connector.id(), connector.form(), model.settings());
        }
        Path file = existingFile(settings);
        return target == null
                ? OneTarget.ofSettings(file, connector.form(), around.environment())
                : OneTarget.declared(file, target, connector.form(), around.environment());
    }

    private static List<Violation> violations(ActiveTarget target, ObjectNode message) {
        List<Violation> violations = new ArrayList<>();
        String channel = message.path("conversation").path("channel").asText();
        if (!target.connector().channels().contains(Channel.of(channel))) {
            List<String> taken = target.connector().channels().stream()
                    .map(Channel::wireName)
                    .toList();
            String expected = String.join(", ", taken) + ", which is what connector "
                    + target.connector().id() + " takes";
            violations.add(new Violation("/conversation/channel", "\"" + channel + "\"", expected, null));
        }
        TargetDemands.check(target, message, violations);
        return violations;
    }

    private DeliveryScope delivery(ActiveTarget target, ObjectNode message) {
        Instant now = Instant.ofEpochMilli(around.clock().millis());
        String id = UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString();
        return DeliveryScope.trial(target, id, message, SettingsOverride.of(target.definition(), message), now);
    }

    private int refused(HandoverFile file) {
        list(err(), file.errors());
        err().println("Nothing was " + (send ? "sent" : "tried") + ": the connector cannot take this handover.");
        return WRONG;
    }
}
