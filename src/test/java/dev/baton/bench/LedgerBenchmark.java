package dev.baton.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Claim;
import dev.baton.ledger.Handovers;
import dev.baton.ledger.Hops;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.Ledgers;
import dev.baton.ledger.SqlLedger;
import dev.baton.ledger.TestPostgres;
import dev.baton.ledger.Transition;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many handovers a second the ledger stores, how many it takes through their life, and how often it tells who owns a
 * conversation, for 64 callers that wait for every answer. Run it with {@code sqlite <directory>} or {@code postgres}, and the seconds for each measurement.
 */
public final class LedgerBenchmark {
    private static final int CALLERS = 64;
    private final SqlLedger ledger;
    private final AtomicLong ids = new AtomicLong();

    private LedgerBenchmark(SqlLedger ledger) {
        this.ledger = ledger;
    }

    public static void main(String[] arguments) throws Exception {
        boolean sqlite = arguments[0].equals("sqlite");
        long seconds = Long.parseLong(arguments[arguments.length - 1]);
        try (SqlLedger ledger = sqlite ? inFile(Path.of(arguments[1])) : inPostgres()) {
            LedgerBenchmark benchmark = new LedgerBenchmark(ledger);
            Executors.newSingleThreadScheduledExecutor()
                    .scheduleWithFixedDelay(benchmark::publish, 100, 100, TimeUnit.MILLISECONDS);
            for (String round : List.of("warm-up", "measured")) {
                benchmark.measure(round + ": claims", seconds, benchmark::claim);
                benchmark.measure(round + ": lives", seconds, benchmark::live);
                benchmark.measure(round + ": within hops", seconds, benchmark::claimWithinHops);
                benchmark.owners(round, seconds);
            }
        }
        System.exit(0);
    }

    private static SqlLedger inFile(Path directory) throws Exception {
        return Ledgers.sqlite(Files.createTempDirectory(directory, "ledger"));
    }

    private static SqlLedger inPostgres() {
        return Ledgers.postgres(TestPostgres.url(TestPostgres.newDatabase()), "postgres", "");
    }

    private void measure(String name, long seconds, Runnable work) throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong done = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(CALLERS);
        long start = System.nanoTime();
        long cpu = cpuNanos();
        for (int i = 0; i < CALLERS; i++) {
            callers.execute(() -> {
                while (!stop.get()) {
                    work.run();
                    done.incrementAndGet();
                }
                ended.countDown();
            });
        }
        TimeUnit.SECONDS.sleep(seconds);
        stop.set(true);
        ended.await();
        double elapsed = (System.nanoTime() - start) / 1e9;
        double cpuMicros = (cpuNanos() - cpu) / 1e3 / done.get();
        System.out.printf("%-22s %8.0f /s, %4.0f µs of CPU each%n", name, done.get() / elapsed, cpuMicros);
        callers.shutdown();
    }

    /** Of this process, callers included: what remains comparable on a machine that is busy with other things. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private Handover claim() {
        Handover handover = handover();
        return stored(
                handover, ledger.claim(handover, Instant.now().plusSeconds(30)).join());
    }

    /** What POST /handovers does: with the look for earlier handovers of the conversation. */
    private void claimWithinHops() {
        Handover handover = handover();
        Hops hops = new Hops(3, handover.requestedAt().minus(Duration.ofDays(1)));
        stored(
                handover,
                ledger.claim(handover, Instant.now().plusSeconds(30), false, hops)
                        .join());
    }

    /** Who owns a conversation: one that a human has, and one that nobody knows. */
    private void owners(String round, long seconds) throws InterruptedException {
        Handover handover = claim();
        move(handover, HandoverState.REQUESTED, HandoverState.ACCEPTED);
        String open = handover.conversationId();
        measure(round + ": owner, open", seconds, () -> standing(open));
        measure(round + ": owner, none", seconds, () -> standing("nobody"));
    }

    private void standing(String conversation) {
        ledger.conversations().standing("bench", conversation, Instant.now());
    }

    private Handover handover() {
        String id = "c-" + ids.incrementAndGet();
        return Handovers.handover(
                "bench", id, id, Instant.now(), Handovers.object().put("text", "word ".repeat(430)));
    }

    private static Handover stored(Handover handover, Claim claim) {
        if (!(claim instanceof Claim.Stored)) {
            throw new IllegalStateException("not stored");
        }
        return handover;
    }

    private void live() {
        Handover handover = claim();
        move(handover, HandoverState.REQUESTED, HandoverState.DELIVERING);
        move(handover, HandoverState.DELIVERING, HandoverState.ACCEPTED);
    }

    /** What the analytics publisher does to the ledger beside the callers. */
    private void publish() {
        List<Long> positions;
        do {
            positions = ledger.unpublished(500).stream()
                    .map(Ledger.LedgerEvent::position)
                    .toList();
            ledger.markPublished(positions).join();
        } while (!positions.isEmpty());
    }

    private void move(Handover handover, HandoverState from, HandoverState to) {
        Transition step = new Transition(
                Set.of(from),
                to,
                Instant.now(),
                Handovers.object().put("target", "genesys-eu").put("channel", "text"),
                to == HandoverState.ACCEPTED ? Handovers.object().put("ref", "gc-1") : null,
                to == HandoverState.DELIVERING ? Instant.now().plusSeconds(30) : null);
        if (ledger.move(handover.id(), step).join().isEmpty()) {
            throw new IllegalStateException("not moved");
        }
    }
}
