package dev.baton.cli;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;

/**
 * What a tool finds where it is started.
 *
 * @param folder where the user stands; absolute
 * @param home where the jar is
 * @param input what is piped into the tool
 * @param environment tells the value of an environment variable, null when it is not set
 */
record Surroundings(
        Path folder, Path home, InputStream input, UnaryOperator<@Nullable String> environment, Clock clock) {

    static Surroundings ofThisProcess() {
        return new Surroundings(
                Path.of("").toAbsolutePath(),
                new ApplicationHome(Tools.class).getDir().toPath(),
                System.in,
                System::getenv,
                Clock.systemUTC());
    }

    /** The path as short as a terminal can still follow it from where the user stands. */
    String shown(String path) {
        String here = folder + folder.getFileSystem().getSeparator();
        return path.startsWith(here) ? path.substring(here.length()) : path;
    }

    String shown(Path path) {
        return path.equals(folder) ? "." : shown(path.toString());
    }

    /** The installation's own connectors, where the gateway looks for them too; null when there are none. */
    @Nullable
    Path ownConnectors() {
        Path beside = home.resolve("connectors");
        return Files.isDirectory(beside) ? beside : null;
    }
}
