package dev.baton.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The packaged gateway as it is in its image: unpacked, with an archive of its classes. It starts with less than half of
 * the work, and many tests start one. Made once after each build, for all processes of the tests.
 */
final class UnpackedJar {

    private static final Path FOLDER = Path.of("target", "unpacked").toAbsolutePath();

    private UnpackedJar() {}

    /** What a JVM is started with. */
    static synchronized List<String> options() throws IOException {
        String build = Long.toString(Files.getLastModifiedTime(BatonProcess.JAR).toMillis());
        Path home = Files.createDirectories(FOLDER.resolve(build));
        Path archive = home.resolve("classes.jsa");
        Path jar = home.resolve("app/baton.jar");
        try (FileChannel channel =
                        FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!Files.exists(archive)) {
                assertThat(lock.isValid()).isTrue();
                unpack(home);
                learn(home, jar, archive);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
        return List.of("-XX:SharedArchiveFile=" + archive, "-jar", jar.toString());
    }

    private static void unpack(Path home) throws IOException, InterruptedException {
        Process unpack = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        BatonProcess.JAR.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        home.resolve("app").toString())
                .inheritIO()
                .start();
        assertThat(unpack.waitFor()).isZero();
    }

    /** The classes that a gateway has loaded when it has handed over once. */
    private static void learn(Path home, Path jar, Path archive) throws IOException, InterruptedException {
        Files.writeString(
                home.resolve("targets.yaml"),
                "targets: {log: {connector: logging-only}}\nsteps: {support: {text: log}}\n");
        List<String> options = List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", jar.toString());
        try (BatonProcess gateway = BatonProcess.run(List.of(), options, home, Map.of())) {
            gateway.awaitReadiness();
            gateway.post(Messages.minimal(), "Prefer", "wait=5");
            gateway.terminate();
            gateway.exitCode(Duration.ofSeconds(90));
        }
    }
}
