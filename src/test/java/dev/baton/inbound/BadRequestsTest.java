package dev.baton.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.ledger.Ledger;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.support.DeskInstallation;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.RawHttp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the table is refused over real HTTP with exactly this answer, and leaves nothing behind. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadRequestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static SimulatedDesk desk;
    private static GatewayUnderTest gateway;
    private static String accepted;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = SimulatedDesk.start(0);
        gateway = GatewayUnderTest.start(folder, DeskInstallation.targets(folder, desk));
        accepted = GatewayUnderTest.json(gateway.post(
                        Messages.minimal("known-conversation"), "Idempotency-Key", "known-key", "Prefer", "wait=20"))
                .path("id")
                .asText();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    static Stream<BadRequest> rows() throws IOException {
        return BadRequest.all();
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("rows")
    void a_bad_request_is_refused_and_told_everything_at_once(BadRequest row) throws Exception {
        RawHttp.Answer answer =
                row.has("raw") ? RawHttp.send(gateway.port(), RawHttp.bytes(row.text("raw"))) : send(row);

        JsonNode problem = JSON.readTree(answer.body());
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.status())
                .isEqualTo(row.status())
                .isEqualTo(problem.path("status").asInt());
        assertThat(problem.path("type").asText()).isEqualTo(row.type());
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("mustAct").asText()).isIn("bot author", "operator");
        assertThat(problem.path("errors")).isEqualTo(row.errors());
        assertThat(problem.path("detail").asText()).isEqualTo(row.detail().replace("@id", accepted));
        assertThat(problem.at("/links/first").asText()).isEqualTo(row.has("link") ? "/handovers/" + accepted : "");
        if (row.has("allow")) {
            assertThat(answer.headers()).containsEntry("Allow", row.text("allow"));
        }
    }

    @Order(2)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 500\n\n{\"source\": {\"platform\":",
                "Transfer-Encoding: chunked\n\n5\n{\"sou",
                "Transfer-Encoding: chunked\n\n",
                "Content-Length: 500\n"
            })
    void a_bot_that_hangs_up_is_no_fault_of_the_gateway(String rest) throws Exception {
        RawHttp.breakOff(
                gateway.port(), "POST /handovers HTTP/1.1\nHost: localhost\nContent-Type: application/json\n" + rest);

        assertThat(gateway.get("/handovers?conversation=c").statusCode()).isEqualTo(200);
    }

    @Order(3)
    @Test
    void nothing_is_written_but_what_was_accepted() throws Exception {
        await().until(() -> gateway.bean(Ledger.class).unpublishedCount() == 0);

        assertThat(ids("select id from handover")).containsExactly(accepted);
        assertThat(ids("select distinct handover_id from handover_event")).containsExactly(accepted);
        assertThat(gateway.analytics()).isNotEmpty().allMatch(line -> line.contains(accepted));
    }

    private static List<String> ids(String query) throws Exception {
        Path file = gateway.data().resolve("ledger.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private static RawHttp.Answer send(BadRequest row) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.uri(row.path())).method(row.method(), row.body());
        row.headers().forEach(request::setHeader);
        return RawHttp.Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
    }
}
