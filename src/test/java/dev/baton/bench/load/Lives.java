package dev.baton.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Gateways with the same ports and the same data, one after the other. @param open how many handovers they must bear */
record Lives(TwoTargets gateway, Path work, Path logs, int port, int deskPort, int open) {

    Life begin(String name) throws IOException, InterruptedException {
        ProcessBuilder command = gateway.command(
                work,
                port,
                deskPort,
                deskPort,
                "--baton.http.response-timeout=7200000",
                "--baton.delivery.deadline=60m",
                "--baton.handover.unclaimed=8h",
                "--baton.intake.backlog=" + 10 * open,
                "--baton.intake.backlog-per-target=" + 10 * open);
        long began = System.nanoTime();
        Child child = Child.start(command, port, logs.resolve("recovery-" + name + ".log"));
        return new Life(child.awaitReady(TwoTargets.READY), began, System.nanoTime());
    }

    long ledgerMegabytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes >> 20;
    }

    Path data() {
        return work.resolve("data");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(data())) {
            return files.filter(file -> file.getFileName().toString().startsWith("ledger.db"))
                    .toList();
        }
    }

    /** What all of the machine's cores have done, of which nothing is told apart: gateways come and go. */
    static Usage machine() throws IOException {
        Duration zero = Duration.ZERO;
        return new Usage(zero, zero, zero, Proc.busy(), Duration.ofNanos(System.nanoTime()));
    }
}
