package dev.baton.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What Linux tells about processes and the machine. Elsewhere the harness does not run. */
final class Proc {
    /** Fixed at 100 on every Linux that Java supports, whatever the kernel's own tick. */
    private static final int TICKS_PER_SECOND = 100;

    private Proc() {}

    static long residentMegabytes(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        }
    }

    /** CPU time of all processes on all cores since the machine started, stolen time included. */
    static Duration busy() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] cpu = lines.findFirst().orElseThrow().trim().split("\\s+");
            long ticks = 0;
            for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
                ticks += Long.parseLong(cpu[field]);
            }
            return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
        }
    }
}
