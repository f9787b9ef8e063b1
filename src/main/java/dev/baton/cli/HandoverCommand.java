package dev.baton.cli;

import picocli.CommandLine.Command;

/** The tools for handover messages. */
@Command(
        name = "handover",
        description = "Checks handover messages.",
        subcommands = HandoverCheckCommand.class,
        footer = {"", "Example:", "  java -jar baton.jar handover check handover.json"})
final class HandoverCommand {}
