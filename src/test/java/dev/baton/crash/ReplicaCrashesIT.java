package dev.baton.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.ledger.TestPostgres;
import dev.baton.support.BatonProcess;
import dev.baton.support.HoldingDesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged gateways on one PostgreSQL: either is killed at random moments while the other works on. */
class ReplicaCrashesIT {

    private static final int PER_LIFE = 60;
    private static final int AT_ONCE = 16;

    /** A dead gateway's calls are its own for two minutes, since nobody else can tell that it is dead. */
    private static final Duration LEASES = Duration.ofSeconds(180);

    private final Kills kills = Kills.asked(getClass());
    private final String database = TestPostgres.url(TestPostgres.newDatabase());
    private final List<CompletableFuture<BatonProcess>> gateways =
            new ArrayList<>(List.of(new CompletableFuture<>(), new CompletableFuture<>()));
    private final AtomicInteger next = new AtomicInteger();
    private final Path folder;

    ReplicaCrashesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatOneHadBegunTheOtherEndsAndNothingIsLostOrDoubled() throws Exception {
        assumeTrue(Kills.areCounted(), "takes minutes; run it with -Dcrash.kills=50");
        try (HoldingDesk desk = new HoldingDesk()) {
            desk.hold(20);
            for (int i = 0; i < gateways.size(); i++) {
                desk.serve(Files.createDirectories(home(i)));
                at(i).complete(start(i));
            }
            Map<Integer, String> ids = postThroughKills();

            new Verdict(at(0).join(), ids)
                    .everyOneIsOver(LEASES)
                    .noneIsLostAndNoneIsDoubled(desk, kills.all(), AT_ONCE)
                    .theAnalyticsAreComplete(List.of(at(0).join(), at(1).join()));
        } finally {
            gateways.forEach(gateway -> gateway.thenAccept(BatonProcess::close));
        }
    }

    private Map<Integer, String> postThroughKills() throws Exception {
        try (Bots bots = new Bots(this::any, PER_LIFE * (1 + kills.all()), kills.all())) {
            for (int kill = 0; kill < kills.all(); kill++) {
                assertThat(bots.got(1 + kills.random().nextInt(PER_LIFE))).isTrue();
                kills.passSomeMillis();
                int which = kills.random().nextInt(gateways.size());
                BatonProcess killed = at(which).join();
                CompletableFuture<BatonProcess> successor = new CompletableFuture<>();
                synchronized (gateways) {
                    gateways.set(which, successor);
                }
                killed.kill();
                successor.complete(start(which));
            }
            return bots.ids();
        }
    }

    /** As a load balancer that asks who is ready. */
    private BatonProcess any() throws Exception {
        int first = next.incrementAndGet();
        for (int i = 0; i < gateways.size(); i++) {
            CompletableFuture<BatonProcess> gateway = at(Math.floorMod(first + i, gateways.size()));
            if (gateway.isDone()) {
                return gateway.join();
            }
        }
        return at(0).get(120, TimeUnit.SECONDS);
    }

    private CompletableFuture<BatonProcess> at(int which) {
        synchronized (gateways) {
            return gateways.get(which);
        }
    }

    private Path home(int which) {
        return folder.resolve("gateway-" + which);
    }

    private BatonProcess start(int which) throws Exception {
        return BatonProcess.start(
                home(which),
                "--baton.delivery.at-once=" + AT_ONCE,
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres");
    }
}
