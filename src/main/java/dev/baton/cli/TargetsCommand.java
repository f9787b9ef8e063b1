package dev.baton.cli;

import picocli.CommandLine.Command;

/** The tools for an installation's targets. */
@Command(
        name = "targets",
        description = "Checks targets.yaml.",
        subcommands = TargetsCheckCommand.class,
        footer = {"", "Example:", "  java -jar baton.jar targets check targets.yaml"})
final class TargetsCommand {}
