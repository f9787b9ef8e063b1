package dev.baton.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Twice as many handovers as the desk takes, for as long as is wanted: are they refused quickly, is everything delivered
 * that was accepted, and does memory stay flat? A row for each tenth of the time.
 */
record Overload(TwoTargets gateway, Java deskJava, Path folder, Duration measured) {
    private static final int PER_SECOND = 200;
    private static final int PARTS = 10;
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(5);

    String run() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(Files.createDirectories(folder), "work")
                .toAbsolutePath();
        int port = Child.freePort();
        int deskPort = Child.freePort();
        ProcessBuilder command = deskJava.main(
                List.of("-Xmx512m", "-XX:+UseSerialGC"), Desk.class, "--port=" + deskPort, "--delay=100ms");
        try (Child desk = Child.start(command, deskPort, folder.resolve("desk.log"))
                        .awaitReady("/count");
                Child child = Child.start(
                        // So many calls of 100 ms at once are what the desk takes in a second.
                        gateway.command(
                                work,
                                port,
                                deskPort,
                                deskPort,
                                "--baton.delivery.at-once=" + PER_SECOND / 10,
                                "--baton.intake.backlog-per-target=2000"),
                        port,
                        folder.resolve("overload.log"))) {
            child.awaitReady(TwoTargets.READY);
            return measure(child, desk);
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private String measure(Child child, Child desk) throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder(
                "| part | accepted | 503 | other | accepted p99 ms | 503 p99 ms | RSS MB |\n|--:|--:|--:|--:|--:|--:|--:|\n");
        long accepted = 0;
        RequestTemplate template = new RequestTemplate(child.port(), TwoTargets.handover("works"));
        try (PacedLoad load = new PacedLoad(child.port(), 512, 2 * PER_SECOND, template)) {
            for (int part = 1; part <= PARTS; part++) {
                LoadResult result = load.run(measured.dividedBy(PARTS));
                accepted += result.accepted();
                table.append(row(part, result, child.residentMegabytes()));
            }
        }
        long arrived = delivered(desk, accepted);
        return table.append(String.format(
                        Locale.ROOT, "\nAccepted %,d, undelivered %,d.\n", accepted, Math.max(0, accepted - arrived)))
                .toString();
    }

    private static String row(int part, LoadResult result, long megabytes) {
        long refused = result.statuses().getOrDefault(503, 0L);
        return String.format(
                Locale.ROOT,
                "| %d | %,d | %,d | %,d | %.0f | %.0f | %d |\n",
                part,
                result.accepted(),
                refused,
                result.errors() - refused,
                result.millisAt(99),
                result.refusedMillisAt(99),
                megabytes);
    }

    private static long delivered(Child desk, long accepted) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(DRAIN_LIMIT);
        long arrived = DeskCount.parse(desk.get("/count")).distinct();
        while (arrived < accepted && Instant.now().isBefore(limit)) {
            TimeUnit.MILLISECONDS.sleep(100);
            arrived = DeskCount.parse(desk.get("/count")).distinct();
        }
        return arrived;
    }
}
