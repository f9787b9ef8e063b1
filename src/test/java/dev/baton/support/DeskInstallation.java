package dev.baton.support;

import dev.baton.sandbox.SimulatedDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One {@code targets.yaml} for tests over HTTP: Genesys and Mobile Service Cloud, both at the simulated desk. */
public final class DeskInstallation {

    /** Long, and with characters that URLs, Base64 and JSON each write in another way. */
    public static final String CLIENT_SECRET = "Canary+Genesys/secret=\"9f3a\"&more";

    public static final String PRODUCT_TOKEN = "canary-cm-product-token-77c1";

    private DeskInstallation() {}

    /** Teaches the desk both vendors and answers the file's text; the secrets are files in the folder. */
    public static String targets(Path folder, SimulatedDesk desk) throws IOException {
        ShippedConnectors.all().forEach(desk::play);
        Path secret = Files.writeString(folder.resolve("client-secret"), CLIENT_SECRET);
        Path token = Files.writeString(folder.resolve("product-token"), PRODUCT_TOKEN);
        return """
                targets:
                  genesys-eu:
                    connector: genesys
                    overridable: [queue, priority]
                    settings:
                      domain: mypurecloud.de
                      integrationId: 11111111-1111-4111-8111-111111111111
                      clientId: client-1
                      clientSecret: ${file:%s}
                      loginUrl: %s
                      apiUrl: %s
                  msc-nl:
                    connector: msc-text
                    settings:
                      accountId: 7d0c0d5e-0000-4000-8000-0000000000aa
                      productToken: ${file:%s}
                      messagingAdapterId: aaaaaaaa-0000-4000-8000-000000000001
                      botAdapterId: bbbbbbbb-0000-4000-8000-000000000002
                      apiUrl: %s
                steps:
                  support: {text: genesys-eu, message: "You will now be helped by a live agent!"}
                  inbox: {text: msc-nl}
                default: support
                """
                .formatted(
                        secret,
                        desk.url("genesys", "loginUrl"),
                        desk.url("genesys", "apiUrl"),
                        token,
                        desk.url("msc-text", "apiUrl"));
    }
}
