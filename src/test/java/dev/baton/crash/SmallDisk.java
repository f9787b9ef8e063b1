package dev.baton.crash;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A file system of its own with room for a few megabytes, which can be filled, emptied and made read-only. */
final class SmallDisk implements AutoCloseable {

    private static final int MEGABYTES = 8;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where this user may not mount one. */
    static SmallDisk at(Path folder) throws Exception {
        Files.createDirectories(folder);
        assumeTrue(
                runs("mount", "-t", "tmpfs", "-o", "mode=700,size=" + MEGABYTES + "m", "tmpfs", folder.toString()),
                "a small file system can only be mounted by root on Linux");
        return new SmallDisk(folder);
    }

    /** Until not one byte more fits. */
    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out =
                Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int i = 0; i <= MEGABYTES << 8; i++) {
                out.write(block);
            }
        } catch (IOException full) {
            return;
        }
        throw new IllegalStateException(folder + " has more room than it was given");
    }

    void makeRoom() throws IOException {
        Files.delete(ballast());
    }

    void makeReadOnly() throws Exception {
        if (!runs("mount", "-o", "remount,ro", folder.toString())) {
            throw new IllegalStateException(folder + " cannot be made read-only");
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean runs(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Override
    public void close() throws Exception {
        runs("umount", "--lazy", folder.toString());
    }
}
