package dev.baton.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.support.AnalyticsRecord;
import dev.baton.support.BatonProcess;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.HoldingDesk;
import dev.baton.support.KnownHandover;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway on a disk that is full to the last byte, and has room again later. */
class DiskFullIT {

    /** Longer than the lease of what waits for its delivery. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final List<String> accepted = new ArrayList<>();
    private final Path folder;

    DiskFullIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aFullDiskRefusesWhatIsNewLosesNothingAndIsForgottenWhenThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("data"));
                HoldingDesk desk = new HoldingDesk()) {
            desk.serve(folder);
            // The reserve, which is tested elsewhere, would refuse everything long before.
            try (BatonProcess gateway =
                    BatonProcess.start(folder, "--baton.intake.free-disk=0", "--baton.delivery.at-once=1")) {
                post(gateway, 1);
                await().until(() ->
                        KnownHandover.ask(gateway, accepted.get(0)).state().equals("accepted"));
                desk.hold(3_000);
                for (int i = 2; i <= 5; i++) {
                    post(gateway, i);
                }
                disk.fill();
                HttpResponse<String> refused = fillTheFilesOwnSpace(gateway);

                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(GatewayUnderTest.json(refused).path("type").asText())
                        .isEqualTo("urn:baton:problem:ledger-unavailable");
                assertThat(KnownHandover.ask(gateway, accepted.get(0)).state()).isEqualTo("accepted");
                if (Kills.areCounted()) {
                    // What the call under way came to cannot be written: it is made again two minutes later.
                    await().atMost(LEASE).until(() -> gateway.output().contains("is looked at again later"));
                }
                desk.letGo();
                disk.makeRoom();

                await().atMost(Duration.ofSeconds(10))
                        .until(() ->
                                gateway.post(Messages.to("msc-text", "after")).statusCode() == 202);
                everythingIsDeliveredAndTold(gateway);
                assertThat(gateway.output()).doesNotContain("\tat ");
            }
        }
    }

    /** Until the pages that the ledger had in reserve are used up. */
    private HttpResponse<String> fillTheFilesOwnSpace(BatonProcess gateway) throws Exception {
        for (int i = 0; i < 2_000; i++) {
            HttpResponse<String> answer = gateway.post(Messages.to("logging-only", "while-full-" + i));
            if (answer.statusCode() != 202) {
                return answer;
            }
            accepted.add(GatewayUnderTest.json(answer).path("id").asText());
        }
        throw new AssertionError("The full disk takes everything");
    }

    private void everythingIsDeliveredAndTold(BatonProcess gateway) {
        await().atMost(LEASE.plusSeconds(100))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    AnalyticsRecord analytics = AnalyticsRecord.of(gateway.analytics());
                    for (String id : accepted) {
                        KnownHandover handover = KnownHandover.ask(gateway, id);
                        assertThat(handover.state()).isIn("accepted", "logged");
                        analytics.assertTells(handover);
                    }
                });
    }

    private void post(BatonProcess gateway, int number) throws Exception {
        HttpResponse<String> answer = gateway.post(Messages.to("msc-text", "chat-" + number));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        accepted.add(GatewayUnderTest.json(answer).path("id").asText());
    }
}
