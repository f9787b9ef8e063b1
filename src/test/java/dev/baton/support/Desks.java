package dev.baton.support;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.UrlPattern;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.baton.sandbox.SimulatedDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The simulated desks, with a hand on what Genesys answers and an eye on what it is asked. */
public final class Desks implements AutoCloseable {

    private static final UrlPattern GENESYS = urlPathMatching("/genesys/apiUrl/api/v2/.*");
    private static final UrlPattern MSC = urlPathMatching("/msc-text/apiUrl/.*");

    private final SimulatedDesk desk = SimulatedDesk.start(0);

    /** Everything goes well again, and nothing has been asked yet. */
    public void reset() {
        server().resetAll();
        ShippedConnectors.all().forEach(desk::play);
    }

    public void genesysAnswers(ResponseDefinitionBuilder answer) {
        server().stubFor(genesysCall().willReturn(answer));
    }

    /** A call to Genesys, to be narrowed and answered. */
    public static MappingBuilder genesysCall() {
        return post(GENESYS);
    }

    /** A call for a Genesys token, to be answered. */
    public static MappingBuilder tokenCall() {
        return post(urlPathEqualTo("/genesys/loginUrl/oauth/token"));
    }

    public List<LoggedRequest> genesysCalls() {
        return server().findAll(postRequestedFor(GENESYS));
    }

    public List<LoggedRequest> mscCalls() {
        return server().findAll(postRequestedFor(MSC));
    }

    public WireMockServer server() {
        return desk.server();
    }

    /** Steps {@code support} (Genesys, the default) and {@code inbox} (Mobile Service Cloud). */
    public String targets(Path folder) throws IOException {
        return DeskInstallation.targets(folder, desk);
    }

    public String url(String connector, String setting) {
        return desk.url(connector, setting);
    }

    @Override
    public void close() {
        desk.close();
    }
}
