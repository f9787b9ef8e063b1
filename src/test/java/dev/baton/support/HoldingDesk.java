package dev.baton.support;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.baton.sandbox.SandboxTargets;
import dev.baton.sandbox.SimulatedDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The simulated desks, which can be told to answer late, and which know what was delivered to them. */
public final class HoldingDesk implements AutoCloseable {

    private final SimulatedDesk desk = SimulatedDesk.start(0);
    private final List<StubMapping> holds = new ArrayList<>();

    /**
     * Makes the folder's {@code targets.yaml}: a target per connector, of the same name, all of them here.
     *
     * @return what is in it
     */
    public String serve(Path folder) throws IOException {
        return Files.readString(SandboxTargets.write(folder, ShippedConnectors.all(), desk));
    }

    /** From now on every handover waits so long for its answer; the call counts as arrived at once. */
    public void hold(int millis) {
        holds.add(desk.server()
                .stubFor(post(urlPathMatching("/[^/]+/apiUrl/.*"))
                        .atPriority(1)
                        .willReturn(aResponse()
                                .withStatus(200)
                                .withHeader("Content-Type", "application/json")
                                .withBody("{\"id\": \"m-1\", \"conversationId\": \"gc-1\"}")
                                .withFixedDelay(millis))));
    }

    public void letGo() {
        holds.forEach(desk.server()::removeStub);
        holds.clear();
    }

    /** The conversations that arrived at CM.com, once for each call. */
    public List<String> chats() throws IOException {
        return arrived("msc-text", "/chatId");
    }

    /** The handovers that arrived at Genesys, once for each call. */
    public List<String> genesysMessages() throws IOException {
        return arrived("genesys", "/channel/messageId");
    }

    private List<String> arrived(String connector, String pointer) throws IOException {
        List<String> found = new ArrayList<>();
        for (var call : desk.server().findAll(postRequestedFor(urlPathMatching("/" + connector + "/apiUrl/.*")))) {
            JsonNode body = GatewayUnderTest.json(call.getBodyAsString());
            found.add(body.at(pointer).asText());
        }
        return found;
    }

    @Override
    public void close() {
        desk.close();
    }
}
