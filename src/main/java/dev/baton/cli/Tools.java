package dev.baton.cli;

import ch.qos.logback.classic.Level;
import dev.baton.schema.Nearest;
import dev.baton.source.SourceException;
import dev.baton.target.ConfigurationException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The way into the tools: {@code java -jar baton.jar connector check …} and the like. */
public final class Tools {

    private static final Set<String> QUESTIONS = Set.of("--help", "-h", "--version", "-V");

    private Tools() {}

    /** Whether these are arguments for a tool; else they are the gateway's, whose own all begin with {@code --}. */
    public static boolean areMeantBy(String... arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("-") || QUESTIONS.contains(arguments[0]));
    }

    /**
     * Runs a tool on this process' own streams, which are UTF-8 whatever the locale says.
     *
     * @return the exit code: 0 good, 1 something is wrong, 2 the command line is
     */
    public static int main(String... arguments) {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.OFF);
        }
        try (PrintWriter out = writer(FileDescriptor.out);
                PrintWriter err = writer(FileDescriptor.err)) {
            return run(Surroundings.ofThisProcess(), out, err, arguments);
        }
    }

    static int run(Surroundings around, PrintWriter out, PrintWriter err, String... arguments) {
        int code = new CommandLine(BatonCommand.class, new Commands(around))
                .setOut(out)
                .setErr(err)
                .registerConverter(Format.Kind.class, words(Format.Kind.values()))
                .registerConverter(HandoverImportCommand.End.class, words(HandoverImportCommand.End.values()))
                .registerConverter(SchemaCommand.Described.class, words(SchemaCommand.Described.values()))
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Tools::misused)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command))
                .execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    private static int misused(ParameterException e, String... arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(String.valueOf(e.getMessage())));
        if (e instanceof UnmatchedArgumentException unknown && unknown.isUnknownOption()) {
            String option = unknown.getUnmatched().get(0).replaceFirst("=.*", "");
            String nearest =
                    Nearest.to(option, command.getCommandSpec().optionsMap().keySet());
            err.print(nearest == null ? "" : "Did you mean: " + nearest + "?" + System.lineSeparator());
        } else {
            UnmatchedArgumentException.printSuggestions(e, err);
        }
        err.println("More: " + command.getCommandSpec().qualifiedName() + " --help");
        return Tool.USAGE;
    }

    private static int failed(Exception e, CommandLine command) {
        if (e instanceof SourceException wrong && command.getCommand() instanceof Tool tool) {
            tool.list(command.getErr(), wrong.errors());
        } else if (e instanceof ConfigurationException wrong
                && command.getCommand() instanceof Tool tool
                && !wrong.errors().isEmpty()) {
            tool.list(command.getErr(), wrong.errors());
        } else if (e instanceof ConfigurationException) {
            command.getErr().println(e.getMessage());
        } else if (e instanceof FileSystemException file) {
            command.getErr().println("The file " + file.getFile() + " cannot be read or written by this user.");
        } else {
            command.getErr().println("This did not work: " + (e instanceof UncheckedIOException ? e.getCause() : e));
        }
        return Tool.WRONG;
    }

    private static <E> ITypeConverter<E> words(E[] known) {
        return word -> {
            for (E one : known) {
                if (one.toString().equals(word)) {
                    return one;
                }
            }
            List<String> names = Arrays.stream(known).map(String::valueOf).toList();
            String nearest = Nearest.to(word, names);
            throw new TypeConversionException("expected one of " + String.join(", ", names) + ", found '" + word + "'"
                    + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
        };
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /** Makes the commands, each with its surroundings. */
    private record Commands(Surroundings around) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            return Tool.class.isAssignableFrom(type)
                    ? type.getDeclaredConstructor(Surroundings.class).newInstance(around)
                    : CommandLine.defaultFactory().create(type);
        }
    }
}
