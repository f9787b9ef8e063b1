package dev.baton.crash;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.Baton;
import dev.baton.delivery.Recovery;
import dev.baton.ledger.Housekeeping;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.JumpingClock;
import dev.baton.support.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

/** The clock is set by hours while deliveries are under way and while others wait for them. */
class ClockStepTest {

    @TempDir
    Path folder;

    private final JumpingClock clock = new JumpingClock();
    private final FallbackDesks desks = new FallbackDesks();
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = GatewayUnderTest.start(
                clock.in(new SpringApplication(Baton.class)),
                folder,
                "targets:\n" + desks.target("once", "desk", "") + desks.target("calm", "calm-desk", ""),
                "--baton.connectors=" + FallbackDesks.connectors(folder),
                "--baton.delivery.at-once=1",
                "--baton.delivery.waiting=1");
    }

    @AfterEach
    void stop() {
        gateway.close();
        desks.close();
    }

    @Test
    void a_call_under_way_is_neither_made_again_nor_given_up_when_the_clock_is_put_forward() throws Exception {
        for (String target : List.of("once", "calm")) {
            desks.answers(target, okJson("{\"id\": \"1\"}").withFixedDelay(3_000));
        }
        List<String> ids = List.of(post("once"), post("calm"));
        await().until(() -> desks.calls("once").size() + desks.calls("calm").size() == 2);

        clock.set(Duration.ofHours(5));
        gateway.bean(Recovery.class).run();
        gateway.bean(Housekeeping.class).run();

        for (String id : ids) {
            assertThat(end(id).path("state").asText()).isEqualTo("accepted");
            assertThat(now(id).path("history"))
                    .extracting(event -> event.path("state").asText())
                    .containsExactly("requested", "delivering", "accepted");
        }
        assertThat(desks.calls("once")).hasSize(1);
        assertThat(desks.calls("calm")).hasSize(1);
    }

    @Test
    void what_found_no_room_goes_on_soon_when_the_clock_is_put_back() throws Exception {
        desks.answers("once", okJson("{\"id\": \"1\"}").withFixedDelay(500));
        List<String> ids = new ArrayList<>();
        // One is called, one waits, ten are remembered; the ledger alone knows the rest.
        for (int i = 0; i < 16; i++) {
            ids.add(post("once"));
        }
        clock.set(Duration.ofHours(-5));
        desks.answers("once", okJson("{\"id\": \"1\"}"));

        for (String id : ids) {
            assertThat(end(id).path("state").asText()).isEqualTo("accepted");
        }
        assertThat(desks.calls("once")).hasSameSizeAs(ids);
    }

    @Test
    void nothing_is_ended_for_its_age_by_a_clock_that_was_just_set() throws Exception {
        desks.answers("once", okJson("{\"id\": \"1\"}"));
        String id = post("once");
        end(id);

        clock.set(Duration.ofDays(400));
        gateway.bean(Housekeeping.class).run();

        assertThat(now(id).path("state").asText()).isEqualTo("accepted");
        assertThat(now(id).path("history")).hasSize(3);
    }

    private String post(String target) throws Exception {
        return json(gateway.post(Messages.with("\"target\": \"" + target + "\"")))
                .path("id")
                .asText();
    }

    private ObjectNode now(String id) throws Exception {
        return json(gateway.get("/handovers/" + id));
    }

    private ObjectNode end(String id) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> now(id), now -> List.of("accepted", "failed")
                .contains(now.path("state").asText()));
    }
}
