package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.support.BatonProcess;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.HoldingDesk;
import dev.baton.support.KnownHandover;
import dev.baton.support.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One kill -9 at a moment that is the same in every run: to each target one call is under way, and one handover that
 * was answered with 202 waits behind it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledInMidCallIT {

    private final HoldingDesk desk = new HoldingDesk();
    private BatonProcess gateway;

    private String chatUnderWay;
    private String chatWaiting;
    private String messageUnderWay;
    private String messageWaiting;

    @BeforeAll
    void killAndStartAgain(@TempDir Path folder) throws Exception {
        desk.serve(folder);
        desk.hold(30_000);
        gateway = BatonProcess.start(folder, "--baton.delivery.at-once=1");
        chatUnderWay = accepted("msc-text", "chat-1");
        messageUnderWay = accepted("genesys", "message-1");
        await().untilAsserted(() -> assertThat(desk.chats()).containsExactly("chat-1"));
        await().untilAsserted(() -> assertThat(desk.genesysMessages()).containsExactly(messageUnderWay));
        chatWaiting = accepted("msc-text", "chat-2");
        messageWaiting = accepted("genesys", "message-2");
        gateway.kill();
        desk.letGo();
        gateway = BatonProcess.start(folder);
        for (String id : List.of(chatUnderWay, chatWaiting, messageUnderWay, messageWaiting)) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(handover(id).state()).isIn("accepted", "failed"));
        }
    }

    @AfterAll
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        desk.close();
    }

    @Test
    void whatWaitedIsDeliveredOnce() throws Exception {
        for (String id : List.of(chatWaiting, messageWaiting)) {
            assertThat(handover(id).states()).containsExactly("requested", "delivering", "accepted");
        }
        assertThat(desk.chats()).containsOnlyOnce("chat-2");
        assertThat(desk.genesysMessages()).containsOnlyOnce(messageWaiting);
    }

    @Test
    void aCallThatMayBeRepeatedIsRepeated() throws Exception {
        assertThat(handover(chatUnderWay).states())
                .containsExactly("requested", "delivering", "delivering", "accepted");
        assertThat(desk.chats()).filteredOn("chat-1"::equals).hasSize(2);
    }

    @Test
    void aCallThatMustNotBeRepeatedHasAnUnknownOutcome() throws Exception {
        KnownHandover handover = handover(messageUnderWay);
        assertThat(handover.states()).containsExactly("requested", "delivering", "failed");
        assertThat(handover.receipt().at("/failure/class").asText()).isEqualTo("unknown");
        assertThat(handover.receipt().at("/failure/code").asText()).isEqualTo("interrupted");
        assertThat(desk.genesysMessages()).containsOnlyOnce(messageUnderWay);
    }

    @Test
    void everyEventComesIntoTheAnalyticsLog() {
        for (String id : List.of(chatUnderWay, chatWaiting, messageUnderWay, messageWaiting)) {
            await().untilAsserted(() -> handover(id).assertLoggedIn(gateway.analytics()));
        }
    }

    private String accepted(String target, String conversation) throws Exception {
        var answer = gateway.post(Messages.to(target, conversation));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return GatewayUnderTest.json(answer).path("id").asText();
    }

    private KnownHandover handover(String id) throws Exception {
        return KnownHandover.ask(gateway, id);
    }
}
