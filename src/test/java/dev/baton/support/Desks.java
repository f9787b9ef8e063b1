package dev.baton.support;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Genesys and a Mobile Service Cloud for tests, and the {@code targets.yaml} that leads to them. */
public final class Desks implements AutoCloseable {

    public static final String INTEGRATION = "11111111-1111-4111-8111-111111111111";

    private static final String MESSAGES = "/api/v2/conversations/messages/" + INTEGRATION + "/inbound/open/message";
    private static final String MUTATIONS = "/conversational/control/v1/accounts/[^/]+/chats/[^/]+/routing/.*";

    private final WireMockServer server = new WireMockServer(
            wireMockConfig().bindAddress("127.0.0.1").dynamicPort().containerThreads(150));

    public Desks() {
        server.start();
        reset();
    }

    /** Everything goes well again, and nothing has been asked yet. */
    public void reset() {
        server.resetAll();
        server.stubFor(post(urlPathEqualTo("/oauth/token"))
                .willReturn(okJson("{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":86400}")));
        genesysAnswers(okJson("{\"id\":\"m-1\",\"conversationId\":\"gc-1\"}"));
        mscAnswers(aResponse().withStatus(202));
    }

    public void genesysAnswers(ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlPathEqualTo(MESSAGES)).willReturn(answer));
    }

    public void mscAnswers(ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlPathMatching(MUTATIONS)).willReturn(answer));
    }

    public List<LoggedRequest> genesysCalls() {
        return server.findAll(postRequestedFor(urlPathEqualTo(MESSAGES)));
    }

    public List<LoggedRequest> mscCalls() {
        return server.findAll(postRequestedFor(urlPathMatching(MUTATIONS)));
    }

    public WireMockServer server() {
        return server;
    }

    /** Steps {@code support} (genesys, the default) and {@code msc}; voice is logging only. */
    public String targets(Path folder) throws IOException {
        Path genesysSecret = Files.writeString(folder.resolve("genesys.secret"), "genesys-s3cret");
        Path token = Files.writeString(folder.resolve("msc.token"), "msc-t0ken");
        return """
                targets:
                  genesys-eu:
                    connector: genesys
                    settings:
                      domain: mypurecloud.de
                      integrationId: %s
                      clientId: client
                      clientSecret: ${file:%s}
                      loginUrl: http://127.0.0.1:%d
                      apiUrl: http://127.0.0.1:%d
                    overridable: [queue]
                  msc-nl:
                    connector: msc-text
                    settings:
                      accountId: 7d0c0d5e-0000-4000-8000-0000000000aa
                      productToken: ${file:%s}
                      messagingAdapterId: aaaaaaaa-0000-4000-8000-000000000001
                      botAdapterId: bbbbbbbb-0000-4000-8000-000000000002
                      apiUrl: http://127.0.0.1:%d
                steps:
                  support: {text: genesys-eu, message: "You will now be helped by a live agent, {{customer.name}}."}
                  msc: {text: msc-nl}
                default: support
                """
                .formatted(INTEGRATION, genesysSecret, server.port(), server.port(), token, server.port());
    }

    @Override
    public void close() {
        server.stop();
    }
}
