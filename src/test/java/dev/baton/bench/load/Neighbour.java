package dev.baton.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * What a target that hangs 30 seconds on each call costs the one beside it: both in one gateway, measured in turn without
 * and with load for the hanging one, so that a slow machine slows both.
 */
record Neighbour(TwoTargets gateway, Java deskJava, Path folder, Duration warmUp, Duration measured) {
    private static final int CLIENTS = 64;
    private static final double TO_HANGING_PER_SECOND = 20;
    private static final int ROUNDS = 3;
    private static final Duration HANGS = Duration.ofSeconds(30);

    String run() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(Files.createDirectories(folder), "work")
                .toAbsolutePath();
        int port = Child.freePort();
        try (Child works = desk(Duration.ZERO, "works");
                Child hangs = desk(HANGS, "hangs");
                Child child = Child.start(
                        gateway.command(work, port, works.port(), hangs.port(), "--baton.http.response-timeout=35000"),
                        port,
                        folder.resolve("neighbour.log"))) {
            child.awaitReady(TwoTargets.READY);
            return measure(port);
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private String measure(int port) throws IOException, InterruptedException {
        List<LoadResult> alone = new ArrayList<>();
        List<LoadResult> beside = new ArrayList<>();
        try (Load load = new Load(port, CLIENTS, new RequestTemplate(port, TwoTargets.handover("works")))) {
            load.run(warmUp);
            for (int i = 0; i < ROUNDS; i++) {
                alone.add(load.run(measured));
                try (Hanging hanging = new Hanging(port)) {
                    hanging.fill();
                    beside.add(load.run(measured));
                }
            }
        }
        return report(alone, beside) + refusals(alone, beside);
    }

    /** The first few of each, since a refusal beside free capacity wants to be understood. */
    private static String refusals(List<LoadResult> alone, List<LoadResult> beside) {
        return Stream.concat(alone.stream(), beside.stream())
                .flatMap(result -> result.refusals().stream())
                .map(refusal -> refusal + "\n")
                .collect(Collectors.joining());
    }

    private String report(List<LoadResult> alone, List<LoadResult> beside) {
        double without = rate(alone);
        double with = rate(beside);
        return String.format(
                Locale.ROOT,
                """
                | beside it | accepted/s | p50 ms | p99 ms | errors |
                |---|--:|--:|--:|--:|
                | nothing | %,.0f | %.1f | %.1f | %d |
                | a target that hangs | %,.0f | %.1f | %.1f | %d |

                The hanging target costs %.1f %%.
                """,
                without,
                worst(alone, 50),
                worst(alone, 99),
                errors(alone),
                with,
                worst(beside, 50),
                worst(beside, 99),
                errors(beside),
                (1 - with / Math.max(1, without)) * 100);
    }

    private static double rate(List<LoadResult> results) {
        return results.stream()
                .mapToDouble(LoadResult::acceptedPerSecond)
                .average()
                .orElse(0);
    }

    private static double worst(List<LoadResult> results, double percentile) {
        return results.stream()
                .mapToDouble(result -> result.millisAt(percentile))
                .max()
                .orElse(0);
    }

    private static long errors(List<LoadResult> results) {
        return results.stream().mapToLong(LoadResult::errors).sum();
    }

    private Child desk(Duration delay, String name) throws IOException, InterruptedException {
        int port = Child.freePort();
        ProcessBuilder command = deskJava.main(
                List.of("-Xmx192m", "-XX:+UseSerialGC"),
                Desk.class,
                "--port=" + port,
                "--delay=" + delay.toMillis() + "ms");
        return Child.start(command, port, folder.resolve(name + ".log")).awaitReady("/count");
    }

    /** Handovers for the hanging target, until it is closed. */
    private static final class Hanging implements AutoCloseable {
        private final PacedLoad load;
        private final Thread thread = new Thread(this::post, "hanging");
        private final int port;

        Hanging(int port) throws IOException {
            this.port = port;
            this.load = new PacedLoad(port, 64, TO_HANGING_PER_SECOND, template());
        }

        /** More than the lane holds, at once. */
        void fill() throws IOException {
            try (PacedLoad burst = new PacedLoad(port, 64, 400, template())) {
                burst.run(Duration.ofSeconds(2));
            }
            thread.start();
        }

        private RequestTemplate template() {
            return new RequestTemplate(port, TwoTargets.handover("hangs"));
        }

        private void post() {
            try {
                load.run(Duration.ofHours(2));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            load.close();
        }
    }
}
