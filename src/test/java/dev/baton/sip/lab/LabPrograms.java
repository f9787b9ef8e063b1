package dev.baton.sip.lab;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which programs of others are there. A test without its program is skipped. */
public final class LabPrograms {

    private static final List<String> OUTSIDE_PATH = List.of("/usr/sbin", "/usr/local/sbin");
    private static final List<String> LIBRARIES = List.of(
            "/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/local/lib");

    private LabPrograms() {}

    /**
     * Skips the test when the program is missing.
     *
     * @param debianPackage that has it
     */
    public static Path require(String program, String debianPackage) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(":")), OUTSIDE_PATH.stream())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing(program, debianPackage));
    }

    /**
     * Skips the test when the library is missing.
     *
     * @param library such as {@code kamailio/modules/tls.so}
     * @param debianPackage that has it
     */
    public static Path requireLibrary(String library, String debianPackage) {
        return LIBRARIES.stream()
                .map(folder -> Path.of(folder, library))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> missing(library, debianPackage));
    }

    private static Path missing(String what, String debianPackage) {
        return abort(what + " is not installed (Debian: apt-get install " + debianPackage + ")");
    }
}
