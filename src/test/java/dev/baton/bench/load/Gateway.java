package dev.baton.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The product's jar, as an operator starts it: durable, with one Genesys target that is the desk. */
record Gateway(Java java, Path jar, String heap) implements Subject {
    private static final String TARGETS =
            """
            targets:
              desk:
                connector: genesys
                settings:
                  domain: mypurecloud.de
                  integrationId: 11111111-1111-4111-8111-111111111111
                  clientId: id
                  clientSecret: "${BENCH_SECRET}"
                  loginUrl: "http://127.0.0.1:%1$d"
                  apiUrl: "http://127.0.0.1:%1$d"
            steps:
              support: {text: desk}
            default: support
            """;

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public String runtime() {
        return java.title();
    }

    @Override
    public String readyPath() {
        return "/actuator/health/readiness";
    }

    @Override
    public ProcessBuilder command(Path work, int port, int deskPort) throws IOException {
        Path targets = Files.writeString(work.resolve("targets.yaml"), TARGETS.formatted(deskPort));
        ProcessBuilder command = java.jar(
                List.of("-Xmx" + heap),
                jar,
                "--baton.targets=" + targets,
                "--baton.data=" + work.resolve("data"),
                "--server.port=" + port);
        command.environment().put("BENCH_SECRET", "bench-secret");
        return command;
    }
}
