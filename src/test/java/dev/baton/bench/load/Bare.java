package dev.baton.bench.load;

import dev.baton.bench.bare.BareRoute;
import java.nio.file.Path;
import java.util.List;

/** A Camel route that only maps and calls. */
record Bare(Java java, String heap) implements Subject {

    @Override
    public String name() {
        return "bare route";
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
    public ProcessBuilder command(Path work, int port, int deskPort) {
        return java.main(
                List.of("-Xmx" + heap),
                BareRoute.class,
                "--server.port=" + port,
                "--desk.url=http://127.0.0.1:" + deskPort);
    }
}
