package dev.baton.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.support.BatonProcess;
import dev.baton.support.HoldingDesk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway under load is killed at random moments, in its starts too. */
class ManyCrashesIT {

    private static final int PER_LIFE = 60;
    private static final int AT_ONCE = 16;

    private final Kills kills = Kills.asked(getClass());
    private final Path folder;

    private volatile CompletableFuture<BatonProcess> gateway = new CompletableFuture<>();

    ManyCrashesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyHandoverThatWasAnsweredIsDeliveredAndToldWhateverIsKilledWhen() throws Exception {
        try (HoldingDesk desk = new HoldingDesk()) {
            desk.serve(folder);
            desk.hold(20);
            Map<Integer, String> ids = postThroughKills();

            new Verdict(gateway.join(), ids)
                    .everyOneIsOver(Duration.ofSeconds(60))
                    .noneIsLostAndNoneIsDoubled(desk, kills.all(), AT_ONCE)
                    .theAnalyticsAreComplete(List.of(gateway.join()));
        } finally {
            gateway.thenAccept(BatonProcess::close);
        }
    }

    private Map<Integer, String> postThroughKills() throws Exception {
        gateway.complete(start());
        try (Bots bots =
                new Bots(() -> gateway.get(120, TimeUnit.SECONDS), PER_LIFE * (1 + kills.all()), kills.all())) {
            for (int kill = 0; kill < kills.all(); kill++) {
                assertThat(bots.got(1 + kills.random().nextInt(PER_LIFE))).isTrue();
                kills.passSomeMillis();
                BatonProcess killed = gateway.join();
                gateway = new CompletableFuture<>();
                killed.kill();
                if (kill + 1 < kills.all() && kills.hitsAStart()) {
                    killInItsStart();
                    kill++;
                }
                gateway.complete(start());
            }
            return bots.ids();
        }
    }

    private void killInItsStart() throws Exception {
        try (BatonProcess starting = BatonProcess.launch(folder, "--baton.delivery.at-once=" + AT_ONCE)) {
            kills.passPartOfAStart();
            starting.kill();
        }
    }

    private BatonProcess start() throws Exception {
        return BatonProcess.start(folder, "--baton.delivery.at-once=" + AT_ONCE);
    }
}
