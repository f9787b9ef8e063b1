package dev.baton.analytics;

import dev.baton.ledger.Ledger.LedgerEvent;
import dev.baton.ledger.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of whole lines, one file for each UTC day: {@code handovers-2026-03-01.jsonl}. Every batch opens its file anew,
 * so that a file may be moved away or deleted at any time, and a line torn by a crash or a full disk is cut off before
 * the next one is written.
 */
final class AnalyticsLog implements AnalyticsSink {
    private static final int TAIL = 8_192;

    private final Path directory;

    AnalyticsLog(Path directory) {
        this.directory = directory;
    }

    /** @param text one line without its end */
    record Line(Instant at, String text) {}

    @Override
    public void take(List<LedgerEvent> events) throws IOException {
        append(events.stream().map(CloudEvents::line).toList());
    }

    @Override
    public String name() {
        return "The analytics log";
    }

    /**
     * Writes all lines and forces them to disk.
     *
     * @throws IOException when they are not all there; lines of the batch may be, and come again with the next attempt
     */
    void append(List<Line> lines) throws IOException {
        OwnerOnly.createDirectories(directory);
        for (Map.Entry<LocalDate, List<String>> day : byDay(lines).entrySet()) {
            append(directory.resolve("handovers-" + day.getKey() + ".jsonl"), day.getValue());
        }
    }

    private static Map<LocalDate, List<String>> byDay(List<Line> lines) {
        Map<LocalDate, List<String>> days = new LinkedHashMap<>();
        for (Line line : lines) {
            days.computeIfAbsent(LocalDate.ofInstant(line.at, ZoneOffset.UTC), day -> new ArrayList<>())
                    .add(line.text);
        }
        return days;
    }

    private static void append(Path file, List<String> lines) throws IOException {
        if (!Files.exists(file)) {
            OwnerOnly.createFile(file);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long good = endOfLastLine(channel);
            channel.truncate(good).position(good);
            try {
                write(channel, String.join("\n", lines) + "\n");
            } catch (IOException e) {
                restore(channel, good, e);
                throw e;
            }
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    private static void restore(FileChannel channel, long length, IOException cause) {
        try {
            channel.truncate(length);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        for (long end = channel.size(); end > 0; end = Math.max(0, end - TAIL)) {
            long start = Math.max(0, end - TAIL);
            ByteBuffer tail = ByteBuffer.allocate((int) (end - start));
            while (tail.hasRemaining() && channel.read(tail, start + tail.position()) >= 0) {
                // Reads on until the block is whole or the file ends.
            }
            for (int i = tail.position() - 1; i >= 0; i--) {
                if (tail.get(i) == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }
}
