package dev.baton.sip.lab;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A program that runs beside the tests, with all that it starts, and never longer than this JVM. */
public final class LabProcess implements AutoCloseable {

    /** How long a busy machine may take for anything here. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The pipe of its input ends with this JVM, however that ends; then the whole process group is killed. */
    private static final String LEASH = "exec 3<&0; \"$@\" </dev/null 3<&- & program=$!; "
            + "{ cat <&3 >/dev/null; kill -KILL 0; } & exec 3<&-; wait $program";

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Set<LabProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(LabProcess::close), "sip-lab-end"));
    }

    private final String name;
    private final Path log;
    private final Process process;

    private LabProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a program. Its output goes to {@code <name>.log}.
     *
     * @param folder it works in
     * @throws IOException when there is no such folder
     */
    public static LabProcess start(String name, Path folder, List<String> command) throws IOException {
        List<String> leashed = new ArrayList<>(List.of("setsid", "sh", "-c", LEASH, name));
        leashed.addAll(command);
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(leashed)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        LabProcess started = new LabProcess(name, log, process);
        RUNNING.add(started);
        return started;
    }

    /**
     * Waits.
     *
     * @throws IllegalStateException when it ended instead, with its log
     */
    public void awaitUntil(String what, Callable<Boolean> condition) {
        await(name + ": " + what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(
                                name + " ended with " + process.exitValue() + " before: " + what + "\n" + log());
                    }
                    return condition.call();
                });
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** It, and what it has started. */
    List<ProcessHandle> family() {
        return process.descendants().toList();
    }

    /** What it has written so far. */
    public String log() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    /** Kills it with all that it has started. */
    @Override
    public void close() {
        RUNNING.remove(this);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " cannot be killed");
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
