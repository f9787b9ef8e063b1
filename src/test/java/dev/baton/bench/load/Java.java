package dev.baton.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A JDK to measure on. */
record Java(Path home) {

    /** {@code JDK 25}, from the release file that every JDK carries. */
    String title() {
        Properties release = new Properties();
        try (InputStream file = Files.newInputStream(home.resolve("release"))) {
            release.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("not a JDK: " + home, e);
        }
        String version = release.getProperty("JAVA_VERSION", "?").replace("\"", "");
        return "JDK " + version.split("\\.", 2)[0];
    }

    /** Runs a main from the class path this process has. */
    ProcessBuilder main(List<String> flags, Class<?> main, String... args) {
        List<String> command = command(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    ProcessBuilder jar(List<String> flags, Path jar, String... args) {
        List<String> command = command(flags);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    private List<String> command(List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(flags);
        return command;
    }
}
