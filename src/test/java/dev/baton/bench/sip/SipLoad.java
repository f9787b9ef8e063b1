package dev.baton.bench.sip;

import dev.baton.sip.forward.SipStack;
import dev.baton.sip.forward.SipStackSettings;
import dev.baton.sip.location.SipLocator;
import dev.baton.sip.support.DamagedDatagrams;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/** Measures a stack in this process; see docs/performance.md. {@link SipLoadHarness} starts it. */
public final class SipLoad {

    private static final int PENDING = 25_000;
    private static final int WATCHED = 100;
    private static final int MOST_ROUNDS = 8;
    private static final long FEW_MILLIS = 250;
    /** Copies of a request are answered for 32 s, and reports of what has ended for up to 36. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(38);

    private final Path folder;
    private final Duration measured;
    private final int mutations;
    private final List<Integer> rates;
    private final List<Integer> ratesWithPending;

    private SipLoad(String[] args) throws IOException {
        this.folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        this.measured = Duration.ofSeconds(Integer.parseInt(args[1]));
        this.mutations = Integer.parseInt(args[2]);
        this.rates = rates(args[3]);
        this.ratesWithPending = rates(args[4]);
    }

    /**
     * @param args a folder for sipp's files, seconds for each rate, how many damaged datagrams, forwards per second with
     *     commas between, and the same for when 25,000 forwards ring
     */
    public static void main(String[] args) throws Exception {
        new SipLoad(args).run();
    }

    private static List<Integer> rates(String commas) {
        return Arrays.stream(commas.split(",")).map(Integer::valueOf).toList();
    }

    private void run() throws Exception {
        idle();
        long empty = OwnUse.heapBytes();
        try (SipStack stack = open(50_000);
                SippPeer answering = SippPeer.answering(folder);
                SippPeer ringing = SippPeer.ringing(folder)) {
            Flows flows = new Flows(stack, answering.uri("callctl"));
            warmUp(flows);
            Row.printHeader();
            for (int rate : rates) {
                measure(stack, flows, rate);
            }
            fill(new Flows(stack, ringing.uri("callctl")), empty);
            // The damaged datagrams have taught the compiler what is rare otherwise.
            warmUp(flows);
            Row.printHeader();
            for (int rate : ratesWithPending) {
                measure(stack, flows, rate);
            }
        }
    }

    /** Until the compiler has little left to do: at first it takes most of the core. */
    private static void warmUp(Flows flows) throws InterruptedException {
        Flows.Result round = flows.run(200, Duration.ofSeconds(4));
        int lost = round.lost();
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            long before = OwnUse.compilationMillis();
            round = flows.run(1_500, Duration.ofSeconds(5));
            lost += round.lost();
            if (OwnUse.compilationMillis() - before < FEW_MILLIS) {
                break;
            }
        }
        System.out.printf("warm-up: lost %,d; %s%n%n", lost, round.otherwise());
    }

    private void measure(SipStack stack, Flows flows, int rate) throws InterruptedException {
        Row.Counts before = Row.Counts.now(stack);
        Flows.Result result = flows.run(rate, measured);
        Row.print(before, Row.Counts.now(stack), rate, result);
    }

    /** Meanwhile the damaged datagrams have their turn. */
    private void fill(Flows flows, long empty) throws Exception {
        long ringing = flows.ring(2_500, PENDING);
        long forgotten = System.nanoTime() + FORGOTTEN.toNanos();
        long full = OwnUse.heapBytes();
        damage();
        Thread.sleep(Math.max(0, Duration.ofNanos(forgotten - System.nanoTime()).toMillis()));
        System.out.printf(
                "%n%,d forwards ring: %,d KB of heap with all requests of the last 32 s, %,d KB when they are forgotten;"
                        + " %,d KB before everything%n%n",
                ringing, full / 1024, OwnUse.heapBytes() / 1024, empty / 1024);
    }

    private void idle() throws Exception {
        try (SipStack stack = open(100);
                SippPeer watched = SippPeer.watched(folder)) {
            for (int i = 0; i < WATCHED; i++) {
                stack.watch(watched.uri("peer-" + i));
            }
            Thread.sleep(5_000);
            long cpu = OwnUse.cpuNanos();
            Thread.sleep(20_000);
            long used = OwnUse.cpuNanos() - cpu;
            long up = stack.peers().stream().filter(SipStack.PeerState::up).count();
            System.out.printf(
                    "idle for 20 s with %d watched peers, %d up: %.0f ms of CPU%n%n", WATCHED, up, used / 1e6);
        }
    }

    private void damage() throws Exception {
        try (SipStack stack = open(100);
                DamagedDatagrams damaged = new DamagedDatagrams(stack, 20_26_11_21L)) {
            damaged.send(mutations / 2);
            long half = OwnUse.heapBytes();
            damaged.send(mutations - mutations / 2);
            InetSocketAddress unused = damaged.stackAsksAndIsAnswered();
            System.out.printf(
                    "%n%,d damaged datagrams: %,d unreadable, %d dropped; slowest answer between them %d ms, heap %,d KB"
                            + " after half of them and %,d KB at the end%n",
                    mutations,
                    stack.counts().parseErrors(),
                    stack.counts().dropped(),
                    damaged.slowestAnswer().toMillis(),
                    half / 1024,
                    OwnUse.heapBytes() / 1024);
        }
    }

    private static SipStack open(int forwards) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        TransportSettings transport =
                TransportSettings.of(List.of(new ListeningPoint(TransportType.UDP, any)), "127.0.0.1");
        return SipStack.open(new SipStackSettings(
                transport.withBounds(10, 1024 * 1024, 1_000_000),
                TransactionSettings.DEFAULT.withBounds(2 * forwards, Math.min(forwards, 50_000)),
                SipLocator.system(EnumSet.of(TransportType.UDP), false),
                forwards,
                100,
                Duration.ofSeconds(30)));
    }
}
