package dev.baton.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Node-RED with a flow that maps and calls, without durability. */
record NodeRed(Path modules, String version) implements Subject {

    /**
     * Installs Node-RED with npm, outside the project and once for all runs.
     *
     * @throws IOException if there is no npm, or it cannot reach its registry
     */
    static NodeRed installed(String version) throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "baton-bench-node-red-" + version);
        NodeRed installed = new NodeRed(folder.resolve("node_modules"), version);
        if (!Files.exists(installed.program())) {
            Files.createDirectories(folder);
            Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "node-red@" + version)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
            if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IOException("npm could not install node-red " + version + ", see " + folder + "/npm.log");
            }
        }
        return installed;
    }

    @Override
    public String name() {
        return "Node-RED " + version;
    }

    @Override
    public String runtime() {
        return "Node.js";
    }

    @Override
    public String readyPath() {
        return "/ready";
    }

    @Override
    public ProcessBuilder command(Path work, int port, int deskPort) throws IOException {
        copy("node-red-flow.json", work);
        Path settings = copy("node-red-settings.js", work);
        ProcessBuilder command = new ProcessBuilder(
                "node", program().toString(), "--userDir", work.toString(), "--settings", settings.toString());
        command.environment().put("PORT", Integer.toString(port));
        command.environment().put("DESK_URL", "http://127.0.0.1:" + deskPort);
        return command;
    }

    private Path program() {
        return modules.resolve("node-red/red.js");
    }

    private static Path copy(String name, Path folder) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream file = NodeRed.class.getResourceAsStream("/bench/" + name)) {
            Files.copy(Objects.requireNonNull(file), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }
}
