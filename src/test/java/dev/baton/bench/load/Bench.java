package dev.baton.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Measures one subject at a time, each in new processes and with empty data.
 *
 * @param folder for data and logs; on the disk that the durability is to be measured on
 * @param warmUp the least time of load before anything is measured
 */
record Bench(Java deskJava, Path folder, Duration warmUp, Duration measured) {
    private static final List<String> SMALL = List.of("-Xmx192m", "-XX:+UseSerialGC");
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(120);
    /** A compiler warms up by calls, not by seconds: about so many until rates stop rising. */
    private static final long WARM_HANDOVERS = 50_000;

    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(60);

    Measurement measure(Subject subject, Scenario scenario) throws IOException, InterruptedException {
        String name = (subject.name() + " " + subject.runtime() + " " + scenario.clients()).replace(' ', '-');
        Path work = Files.createTempDirectory(Files.createDirectories(folder), "work")
                .toAbsolutePath();
        int port = Child.freePort();
        try (Child desk = startDesk(scenario);
                Child gateway =
                        Child.start(subject.command(work, port, desk.port()), port, folder.resolve(name + ".log"))) {
            gateway.awaitReady(subject.readyPath())
                    .probe(new String(RequestTemplate.handover(), StandardCharsets.UTF_8));
            return measure(subject, scenario, gateway, desk);
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private Measurement measure(Subject subject, Scenario scenario, Child gateway, Child desk)
            throws IOException, InterruptedException {
        RequestTemplate handover = new RequestTemplate(gateway.port(), RequestTemplate.handover());
        try (Load load = new Load(gateway.port(), scenario.clients(), handover)) {
            // The probe is a handover too.
            long warm = 1 + warmUp(load);
            DeskCount before = awaitDelivered(desk, warm);
            Usage usedBefore = Usage.sinceStart(gateway, desk);
            LoadResult result = load.run(measured);
            Usage used = Usage.sinceStart(gateway, desk).since(usedBefore);
            long delivered = count(desk).distinct() - before.distinct();
            Instant end = Instant.now();
            long accepted = warm + result.accepted();
            DeskCount after = awaitDelivered(desk, accepted);
            return new Measurement(
                    subject.name(),
                    subject.runtime(),
                    scenario,
                    result,
                    delivered / Usage.seconds(used.wall()),
                    Math.max(0, accepted - after.distinct()),
                    after.doubled(),
                    Usage.seconds(Duration.between(end, Instant.now())),
                    used,
                    gateway.residentMegabytes());
        }
    }

    /** At least the asked time; on a busy machine longer, within a limit. */
    private long warmUp(Load load) throws IOException {
        Instant limit = Instant.now().plus(WARM_UP_LIMIT);
        long accepted = 0;
        do {
            accepted += load.run(warmUp).accepted();
        } while (accepted < WARM_HANDOVERS && Instant.now().isBefore(limit));
        return accepted;
    }

    private Child startDesk(Scenario scenario) throws IOException, InterruptedException {
        int port = Child.freePort();
        ProcessBuilder command = deskJava.main(
                SMALL,
                Desk.class,
                "--port=" + port,
                "--delay=" + scenario.delay().toMillis() + "ms");
        return Child.start(command, port, folder.resolve("desk.log")).awaitReady("/count");
    }

    /** Waits until the desk has that many, or, if something is missing, until the limit. */
    private static DeskCount awaitDelivered(Child desk, long accepted) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(DRAIN_LIMIT);
        DeskCount count = count(desk);
        while (count.distinct() < accepted && Instant.now().isBefore(limit)) {
            TimeUnit.MILLISECONDS.sleep(50);
            count = count(desk);
        }
        return count;
    }

    private static DeskCount count(Child desk) throws IOException, InterruptedException {
        return DeskCount.parse(desk.get("/count"));
    }
}
