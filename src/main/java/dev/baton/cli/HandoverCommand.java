package dev.baton.cli;

import picocli.CommandLine.Command;

/** The tools for handover messages. */
@Command(
        name = "handover",
        description = "Checks handover messages, and imports those of another platform.",
        subcommands = {HandoverCheckCommand.class, HandoverImportCommand.class},
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar handover check handover.json",
            "  java -jar baton.jar handover import legacy.json --out migrated"
        })
final class HandoverCommand {}
