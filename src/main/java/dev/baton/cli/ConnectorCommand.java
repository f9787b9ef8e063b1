package dev.baton.cli;

import picocli.CommandLine.Command;

/** The tools for a connector's folder. */
@Command(
        name = "connector",
        description = "Makes, checks and tries a connector.",
        subcommands = {ConnectorNewCommand.class, ConnectorCheckCommand.class, ConnectorTryCommand.class},
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar connector new my-desk",
            "  java -jar baton.jar connector check connectors/my-desk",
            "  java -jar baton.jar connector try connectors/my-desk --handover handover.json"
        })
final class ConnectorCommand {}
