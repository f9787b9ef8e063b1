package dev.baton.ops;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's {@code docker-compose.yml}, under a name and at ports of its own, with the jar that Maven has just built. */
final class Compose {

    private static final List<String> SERVICES =
            List.of("setup", "postgres", "desks", "gateway-1", "gateway-2", "balancer", "prometheus");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "COMPOSE_PROJECT_NAME", "baton-it",
            "DOCKER_BUILDKIT", "1",
            "COMPOSE_DOCKER_CLI_BUILD", "1",
            "BATON_BUILD", "host",
            "BATON_PORT", "18080",
            "PROMETHEUS_PORT", "19090",
            "GRAFANA_PORT", "13000");

    private final List<String> program;

    private Compose(List<String> program) {
        this.program = program;
    }

    /** Skips the test where there is no engine, or where the images that ours are made from cannot be had. */
    static Compose require() throws IOException, InterruptedException {
        assumeTrue(succeeds("docker", "info"), "no Docker engine answers `docker info`");
        List<String> program =
                succeeds("docker", "compose", "version") ? List.of("docker", "compose") : List.of("docker-compose");
        assumeTrue(succeeds(program.get(0), "version"), "neither `docker compose` nor docker-compose is installed");
        assumeTrue(program.size() == 2 || hasBuildKit(), "docker-compose builds with a docker client without BuildKit");
        for (String image : List.of("eclipse-temurin:25-jdk", "debian:bookworm-slim", "postgres:17", "haproxy:3.2")) {
            assumeTrue(
                    succeeds("docker", "image", "inspect", image) || succeeds("docker", "pull", "-q", image),
                    "the image " + image + " is neither here nor to be pulled");
        }
        return new Compose(program);
    }

    void up() throws IOException, InterruptedException {
        run("build", "setup", "desks");
        List<String> arguments = new ArrayList<>(List.of("up", "-d"));
        arguments.addAll(SERVICES);
        if (succeeds("docker", "image", "inspect", "grafana/grafana:12.1.0")) {
            arguments.add("grafana");
        }
        run(arguments.toArray(String[]::new));
    }

    void down() throws IOException, InterruptedException {
        run("down", "--volumes", "--timeout", "5");
    }

    String exec(String service, String... command) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of("exec", "-T", service), Stream.of(command))
                .toArray(String[]::new));
    }

    String run(String... arguments) throws IOException, InterruptedException {
        return Commands.run(
                ENVIRONMENT,
                Stream.concat(program.stream(), Stream.of(arguments)).toArray(String[]::new));
    }

    /** @param format of {@code docker inspect} */
    String inspect(String service, String format) throws IOException, InterruptedException {
        return Commands.run("docker", "inspect", "--format", format, run("ps", "-q", service));
    }

    /** A page's command for this project's name and ports. */
    String adapted(String command) {
        return command.replace("docker compose", program.stream().collect(Collectors.joining(" ")))
                .replace("127.0.0.1:8080", "127.0.0.1:" + ENVIRONMENT.get("BATON_PORT"));
    }

    static Map<String, String> environment() {
        return ENVIRONMENT;
    }

    /** A client without it would build from the sources, too. */
    private static boolean hasBuildKit() throws IOException, InterruptedException {
        return Commands.run(ENVIRONMENT, "docker", "build", "--help").contains("--progress");
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        if (!Commands.isInstalled(command[0])) {
            return false;
        }
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
