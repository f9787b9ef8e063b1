package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.ledger.TestPostgres;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.HoldingDesk;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresGatewayTest {

    @Test
    void aGatewayOnPostgresDoesAllThatOneOnAFileDoes(@TempDir Path folder) throws Exception {
        String url = TestPostgres.url(TestPostgres.newDatabase());
        try (HoldingDesk desk = new HoldingDesk();
                GatewayUnderTest gateway = GatewayUnderTest.start(
                        folder,
                        desk.serve(folder),
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=postgres")) {
            String id = deliversAndLogs(gateway);
            replays(gateway, id);
            refusesASecondHandoverOfAConversation(gateway);
        }
        assertThat(Files.exists(folder.resolve("data").resolve("ledger.db"))).isFalse();
    }

    private static String deliversAndLogs(GatewayUnderTest gateway) throws Exception {
        HttpResponse<String> receipt =
                gateway.post(Messages.to("logging-only", "c-1"), "Idempotency-Key", "key-1", "Prefer", "wait=10");
        assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(200);
        String id = GatewayUnderTest.json(receipt).path("id").asText();
        assertThat(GatewayUnderTest.json(gateway.get("/handovers/" + id)).path("history"))
                .extracting(event -> event.path("state").asText())
                .containsExactly("requested", "delivering", "logged");
        await().untilAsserted(() -> assertThat(gateway.analytics())
                .filteredOn(line -> line.contains(id))
                .hasSize(3));
        return id;
    }

    private static void replays(GatewayUnderTest gateway, String id) throws Exception {
        HttpResponse<String> again = gateway.post(Messages.to("logging-only", "c-1"), "Idempotency-Key", "key-1");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(GatewayUnderTest.json(again).path("id").asText()).isEqualTo(id);
        assertThat(gateway.post(Messages.to("logging-only", "c-2"), "Idempotency-Key", "key-1")
                        .statusCode())
                .isEqualTo(422);
    }

    private static void refusesASecondHandoverOfAConversation(GatewayUnderTest gateway) throws Exception {
        HttpResponse<String> open = gateway.post(Messages.to("msc-text", "c-open"));
        assertThat(open.statusCode()).as(open.body()).isEqualTo(202);
        HttpResponse<String> second = gateway.post(Messages.to("msc-text", "c-open"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(GatewayUnderTest.json(second).at("/links/first").asText())
                .isEqualTo(open.headers().firstValue("Location").orElseThrow());
    }
}
