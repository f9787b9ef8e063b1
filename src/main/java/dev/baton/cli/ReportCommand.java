package dev.baton.cli;

import picocli.CommandLine.Command;

/** The tools for reports. */
@Command(
        name = "report",
        description = "Shows how handovers went.",
        subcommands = {ReportHandoversCommand.class},
        footer = {"", "Examples:", "  java -jar baton.jar report handovers --by step,reason"})
final class ReportCommand {}
