package dev.baton.cli;

import picocli.CommandLine.Command;

/** The tools for handover messages. */
@Command(
        name = "handover",
        description = "Checks handover messages, imports those of another platform, and looks after those that failed.",
        subcommands = {
            HandoverCheckCommand.class,
            HandoverImportCommand.class,
            HandoverListCommand.class,
            HandoverReplayCommand.class,
            HandoverDiscardCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar handover check handover.json",
            "  java -jar baton.jar handover import legacy.json --out migrated",
            "  java -jar baton.jar handover list"
        })
final class HandoverCommand {}
