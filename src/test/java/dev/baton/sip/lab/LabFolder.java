package dev.baton.sip.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Where the programs of a test work and write their logs. It is deleted, unless it is to be kept. */
public final class LabFolder implements AutoCloseable {

    private final Path path;
    private boolean kept;

    public LabFolder() throws IOException {
        path = Files.createTempDirectory("sip-lab");
    }

    public Path path() {
        return path;
    }

    /** Writes a file made of a template of ours, in which {@code %name%} stands for a value. */
    Path write(String file, String template, Map<String, ?> values) throws IOException {
        Path written = path.resolve(file);
        Files.createDirectories(written.getParent());
        return Files.writeString(written, filled(template, values));
    }

    private static String filled(String template, Map<String, ?> values) throws IOException {
        try (InputStream in = LabFolder.class.getResourceAsStream("/sip/lab/" + template)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, ?> value : values.entrySet()) {
                text = text.replace("%" + value.getKey() + "%", value.getValue().toString());
            }
            return text;
        }
    }

    /** Prints all logs, and leaves them where they are. */
    void showLogs() {
        kept = true;
        System.err.println("Logs in " + path);
        try (Stream<Path> files = Files.walk(path)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                System.err.println(
                        "=== " + log.getFileName() + "\n" + Files.readString(log, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            System.err.println("no logs: " + e);
        }
    }

    @Override
    public void close() {
        if (kept) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
