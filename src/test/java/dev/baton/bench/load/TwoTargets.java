package dev.baton.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The gateway's jar with a target that works and one that hangs; without breakers, so that nothing helps but the lanes. */
record TwoTargets(Java java, Path jar, String heap) {
    private static final String TARGET =
            """
              %1$s:
                connector: genesys
                breaker: false
                settings:
                  domain: mypurecloud.de
                  integrationId: 11111111-1111-4111-8111-111111111111
                  clientId: id
                  clientSecret: "${BENCH_SECRET}"
                  loginUrl: "http://127.0.0.1:%2$d"
                  apiUrl: "http://127.0.0.1:%2$d"
            """;

    static final String READY = "/actuator/health/readiness";

    /** @param more settings, {@code --name=value} */
    ProcessBuilder command(Path work, int port, int worksPort, int hangsPort, String... more) throws IOException {
        String text = "targets:\n" + TARGET.formatted("works", worksPort) + TARGET.formatted("hangs", hangsPort)
                + "steps:\n  support: {text: works}\n";
        Path targets = Files.writeString(work.resolve("targets.yaml"), text);
        List<String> arguments = new ArrayList<>(
                List.of("--baton.targets=" + targets, "--baton.data=" + work.resolve("data"), "--server.port=" + port));
        arguments.addAll(List.of(more));
        ProcessBuilder command = java.jar(List.of("-Xmx" + heap), jar, arguments.toArray(String[]::new));
        command.environment().put("BENCH_SECRET", "bench-secret");
        return command;
    }

    /** The handover that all subjects get, for one of the targets. */
    static byte[] handover(String target) {
        String text = new String(RequestTemplate.handover(), UTF_8);
        return text.replaceFirst("\\{", "{\"target\": \"" + target + "\", ").getBytes(UTF_8);
    }
}
