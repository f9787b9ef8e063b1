package dev.baton.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.util.FileSystemUtils;

/**
 * What a gateway needs after kill -9: first with handovers that nobody has been given, because their desk hung, then with
 * as many that the desk has and nobody has ended. All of it in one ledger, one life of the gateway after the other.
 *
 * @param open how many handovers are open when it is killed
 * @param posts whether they are posted to the gateway, rather than put into its ledger
 */
record Recovery(TwoTargets gateway, Java deskJava, Path folder, int open, boolean posts) {
    private static final Duration HANGS = Duration.ofHours(2);
    private static final Duration FILL_LIMIT = Duration.ofMinutes(10);
    private static final int CLIENTS = 64;

    String run() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(Files.createDirectories(folder), "work")
                .toAbsolutePath();
        Lives lives = new Lives(gateway, work, folder, Child.freePort(), Child.freePort(), open);
        Usage began = Lives.machine();
        try {
            RequestTemplate template = new RequestTemplate(lives.port(), TwoTargets.handover("works"));
            StringBuilder told = new StringBuilder();
            long left = posts ? fill(lives, template, told) : fillLedger(lives, template, told);
            try (Child desk = desk(lives.deskPort(), Duration.ZERO)) {
                left += deliver(lives, desk, left, told);
            }
            owners(lives, template, left, told);
            return told.append(String.format(Locale.ROOT, "- Other load: %.0f %%\n", Lives.machine().since(began).shareOfOthers() * 100))
                    .toString();
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    /** @return how many were accepted and have not begun */
    private long fill(Lives lives, RequestTemplate template, StringBuilder told)
            throws IOException, InterruptedException {
        try (Child desk = desk(lives.deskPort(), HANGS);
                Life life = lives.begin("fill");
                Load load = new Load(lives.port(), CLIENTS, template)) {
            told.append("- Empty ledger: ready in ").append(life.ready()).append('\n');
            long began = System.nanoTime();
            long accepted = 0;
            while (accepted < open && System.nanoTime() - began < FILL_LIMIT.toNanos()) {
                LoadResult result = load.run(Duration.ofSeconds(1));
                accepted += result.accepted();
            }
            told.append(String.format(
                    Locale.ROOT,
                    "- Accepted beside a desk that hangs: %,d in %.0f s, RSS %d MB, ledger %d MB; killed\n",
                    accepted,
                    Life.secondsSince(began),
                    life.child().residentMegabytes(),
                    lives.ledgerMegabytes()));
            life.child().kill();
            // Those in mid-call may have been taken, and a desk that tells no duplicates is not given them again.
            return accepted - DeskCount.parse(desk.get("/count")).distinct();
        }
    }

    /** @return how many were stored */
    private long fillLedger(Lives lives, RequestTemplate template, StringBuilder told)
            throws IOException, InterruptedException {
        try (Life life = lives.begin("empty")) {
            told.append("- Empty ledger: ready in ").append(life.ready()).append('\n');
        }
        LedgerFill.fill(lives.data(), open, template);
        told.append(String.format(Locale.ROOT, "- Stored: %,d, ledger %d MB\n", open, lives.ledgerMegabytes()));
        return open;
    }

    /** @return how many more were accepted meanwhile */
    private static long deliver(Lives lives, Child desk, long left, StringBuilder told)
            throws IOException, InterruptedException {
        try (Life life = lives.begin("deliver")) {
            told.append(String.format(Locale.ROOT, "- %,d undelivered: ready in %s", left, life.ready()));
            try (Beside beside = new Beside(lives.port())) {
                Arrivals arrivals = Arrivals.await(desk, life, left);
                LoadResult fresh = beside.end();
                DeskCount count = arrivals.rest(left + fresh.accepted());
                told.append(arrivals.told())
                        .append(String.format(
                                Locale.ROOT,
                                "; beside them %,d posts of %,d answered with 202 within %.0f ms (p50), %.0f ms (p99);"
                                        + " lost %d, doubled %d, RSS %d MB\n",
                                fresh.accepted(),
                                fresh.accepted() + fresh.errors(),
                                fresh.millisAt(50),
                                fresh.millisAt(99),
                                Math.max(0, left + fresh.accepted() - count.distinct()),
                                count.doubled(),
                                arrivals.mostMegabytes()));
                life.child().kill();
                return fresh.accepted();
            }
        }
    }

    private void owners(Lives lives, RequestTemplate template, long accepted, StringBuilder told)
            throws IOException, InterruptedException {
        try (Child desk = desk(lives.deskPort(), Duration.ZERO);
                Life life = lives.begin("owners")) {
            told.append(String.format(Locale.ROOT, "- %,d that the desk has: ready in %s; ", accepted, life.ready()))
                    .append(Owners.ask(life.child(), template))
                    .append(String.format(Locale.ROOT, ", RSS %d MB\n", life.child().residentMegabytes()));
        }
    }

    private Child desk(int port, Duration delay) throws IOException, InterruptedException {
        ProcessBuilder command = deskJava.main(
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                Desk.class,
                "--port=" + port,
                "--delay=" + delay.toMillis() + "ms");
        return Child.start(command, port, folder.resolve("desk.log")).awaitReady("/count");
    }
}
