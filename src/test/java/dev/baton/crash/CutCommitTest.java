package dev.baton.crash;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.baton.crash.CutWire.Cut;
import dev.baton.ledger.TestPostgres;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection to PostgreSQL breaks in the middle of a commit: nobody knows whether it was done. */
class CutCommitTest {

    private static final int HANDOVERS = 20;

    /** The commit that is cut may be a delivery's: then there is one more claim to try. */
    private static final int MOST = 200;

    /** Longer than the lease of what was stored without its client, and its gateway, knowing. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final FallbackDesks desks = new FallbackDesks();
    private CutWire wire;
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() throws Exception {
        URI url = URI.create(TestPostgres.url(TestPostgres.newDatabase()).substring("jdbc:".length()));
        wire = new CutWire(url.getPort());
        gateway = GatewayUnderTest.start(
                folder,
                "targets:\n" + desks.target("desk", "desk", ""),
                "--baton.connectors=" + FallbackDesks.connectors(folder),
                // So that every commit is spelt out on the wire.
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d%s?prepareThreshold=0"
                        .formatted(wire.port(), url.getPath()),
                "--spring.datasource.username=postgres");
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        wire.close();
        desks.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE", "AFTER"})
    void who_asks_again_with_the_same_key_gets_one_handover_whatever_became_of_the_first(Cut side) throws Exception {
        int unanswered = 0;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < HANDOVERS || unanswered == 0 && i < MOST; i++) {
            cutOnce(side);
            HttpResponse<String> answer = post(i);
            if (answer.statusCode() == 503) {
                unanswered++;
                assertThat(json(answer).path("type").asText()).isEqualTo("urn:baton:problem:ledger-unavailable");
                answer = post(i);
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            ids.add(json(answer).path("id").asText());
        }
        wire.cut(() -> Cut.NOT);

        assertThat(unanswered).isPositive();
        await().atMost(LEASE).untilAsserted(() -> assertThat(ids)
                .allSatisfy(id -> assertThat(state(id)).isNotEqualTo("requested")));
        assertThat(desks.calls("desk").stream().map(CutCommitTest::handover))
                .doesNotHaveDuplicates()
                .allMatch(ids::contains);
    }

    @Test
    void all_connections_that_broke_are_made_anew_within_seconds() throws Exception {
        String id = json(post(1)).path("id").asText();
        await().until(() -> state(id).equals("accepted"));

        for (int i = 2; i < 7; i++) {
            int number = i;
            wire.cutEverything();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> gateway.get("/handovers/" + id).statusCode() == 200
                            && post(number).statusCode() == 202);
        }
    }

    private void cutOnce(Cut side) {
        int before = wire.cuts();
        wire.cut(() -> wire.cuts() == before ? side : Cut.NOT);
    }

    private HttpResponse<String> post(int number) throws Exception {
        return gateway.post(Messages.to("desk", "c-" + number), "Idempotency-Key", "key-" + number);
    }

    private String state(String id) throws Exception {
        return json(gateway.get("/handovers/" + id)).path("state").asText();
    }

    private static String handover(LoggedRequest call) {
        return call.getBodyAsString().replaceAll(".*\"handover\" ?: ?\"([^\"]+)\".*", "$1");
    }
}
