package dev.baton.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.util.FileSystemUtils;

/**
 * What a gateway needs after kill -9: first with handovers that nobody has been given, because their desk hung, then with
 * as many that the desk has and nobody has ended. All of it in one ledger, one life of the gateway after the other.
 *
 * @param open how many handovers are open when it is killed
 * @param posts whether they are posted to the gateway, rather than put into its ledger
 * @param say takes line after line, since a run takes minutes
 */
record Recovery(TwoTargets gateway, Java deskJava, Path folder, int open, boolean posts, Consumer<String> say) {
    private static final Duration HANGS = Duration.ofHours(2);
    private static final Duration FILL_LIMIT = Duration.ofMinutes(10);
    private static final int CLIENTS = 64;

    void run() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(Files.createDirectories(folder), "work")
                .toAbsolutePath();
        Lives lives = new Lives(gateway, work, folder, Child.freePort(), Child.freePort(), open);
        RequestTemplate template = new RequestTemplate(lives.port(), TwoTargets.handover("works"));
        Usage began = Lives.machine();
        try {
            long left = posts ? fill(lives, template) : fillLedger(lives, template);
            told("processors busy with all of this and anything else: %.1f", busy(began));
            began = Lives.machine();
            try (Child desk = desk(lives.deskPort(), Duration.ZERO)) {
                left += deliver(lives, desk, left);
            }
            told("processors busy with all of this and anything else: %.1f", busy(began));
            owners(lives, template, left);
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    /** @return how many were accepted and have not begun */
    private long fill(Lives lives, RequestTemplate template) throws IOException, InterruptedException {
        try (Child desk = desk(lives.deskPort(), HANGS);
                Life life = lives.begin("fill");
                Load load = new Load(lives.port(), CLIENTS, template)) {
            told("empty ledger: ready in %.1f s", life.ready());
            long began = System.nanoTime();
            long accepted = 0;
            while (accepted < open && System.nanoTime() - began < FILL_LIMIT.toNanos()) {
                accepted += load.run(Duration.ofSeconds(1)).accepted();
            }
            told(
                    "accepted beside a desk that hangs: %,d in %.0f s, RSS %d MB, ledger %d MB; killed",
                    accepted, Life.secondsSince(began), life.child().residentMegabytes(), lives.ledgerMegabytes());
            life.child().kill();
            // Those in mid-call may have been taken, and a desk that tells no duplicates is not given them again.
            return accepted - DeskCount.parse(desk.get("/count")).distinct();
        }
    }

    /** @return how many were stored */
    private long fillLedger(Lives lives, RequestTemplate template) throws IOException, InterruptedException {
        try (Life life = lives.begin("fill")) {
            told("empty ledger: ready in %.1f s", life.ready());
        }
        LedgerFill.fill(lives.data(), open, template);
        told("put into the ledger: %,d, %d MB", open, lives.ledgerMegabytes());
        return open;
    }

    /** @return how many more were accepted meanwhile */
    private long deliver(Lives lives, Child desk, long left) throws IOException, InterruptedException {
        try (Life life = lives.begin("deliver");
                Beside beside = new Beside(lives.port())) {
            told("%,d undelivered: ready in %.1f s", left, life.ready());
            Arrivals arrivals = Arrivals.await(desk, life, left);
            LoadResult fresh = beside.end();
            DeskCount count = arrivals.rest(left + fresh.accepted());
            told(arrivals.toString());
            told(
                    "posted meanwhile: %,d accepted in %.0f ms (p50), %.0f ms (p99); %d not accepted %s",
                    fresh.accepted(), fresh.millisAt(50), fresh.millisAt(99), fresh.errors(), fresh.refusals());
            long lost = Math.max(0, left + fresh.accepted() - count.distinct());
            told("lost %d, doubled %d, RSS at most %d MB; killed", lost, count.doubled(), arrivals.mostMegabytes());
            life.child().kill();
            return fresh.accepted();
        }
    }

    private void owners(Lives lives, RequestTemplate template, long accepted) throws IOException, InterruptedException {
        try (Child desk = desk(lives.deskPort(), Duration.ZERO);
                Life life = lives.begin("owners")) {
            told("%,d that the desk has: ready in %.1f s", accepted, life.ready());
            told(Owners.ask(life.child(), template));
            told("RSS %d MB; %s", life.child().residentMegabytes(), desk.get("/count"));
        }
    }

    private static double busy(Usage began) throws IOException {
        Usage used = Lives.machine().since(began);
        return Usage.seconds(used.others()) / Usage.seconds(used.wall());
    }

    private void told(String text, Object... values) {
        say.accept("- " + String.format(Locale.ROOT, text, values));
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
