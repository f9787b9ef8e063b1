package dev.baton.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the analytics log. */
public final class AnalyticsLines {

    private AnalyticsLines() {}

    /** Every line so far below a gateway's data folder. */
    public static List<String> in(Path data) throws IOException {
        Path folder = data.resolve("analytics");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder).sorted()) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
