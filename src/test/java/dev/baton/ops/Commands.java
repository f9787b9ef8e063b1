package dev.baton.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Other people's programs, as an operator calls them. */
final class Commands {

    private Commands() {}

    /** Skips the test on a machine without the program. */
    static void require(String program, String debianPackage) {
        assumeTrue(isInstalled(program), program + " is not installed (Debian: apt-get install " + debianPackage + ")");
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** @return what it said; a failure fails the test with that */
    static String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s%n%s", String.join(" ", command), output)
                .isZero();
        return output.strip();
    }

    static String run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }
}
