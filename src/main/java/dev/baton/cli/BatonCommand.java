package dev.baton.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** All tools; what it says of itself is said of each of them. */
@Command(
        name = "java -jar baton.jar",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = BatonCommand.Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "<command>",
        subcommands = {
            ConnectorCommand.class,
            HandoverCommand.class,
            TargetsCommand.class,
            ReportCommand.class,
            SchemaCommand.class
        },
        description = {
            "Hands a bot's conversation over to a human.",
            "",
            "Without a command this starts the gateway, whose settings begin with two dashes, such as"
                    + " --baton.targets=targets.yaml. Of the commands only handover list, replay and"
                    + " discard, and report need a running one."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar --baton.targets=targets.yaml",
            "  java -jar baton.jar connector new my-desk",
            "  java -jar baton.jar targets check targets.yaml"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:good",
            "1:something is wrong; the output says what",
            "2:the command line is wrong, or names what is not there"
        })
final class BatonCommand {

    private BatonCommand() {}

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = BatonCommand.class.getPackage().getImplementationVersion();
            return new String[] {"Baton " + (version == null ? "(not packaged)" : version)};
        }
    }
}
