package dev.baton;

import dev.baton.problem.StartRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;

/** Where an installation's own files are when nobody says otherwise: beside the jar. */
final class Installation {

    private Installation() {}

    /** @return the configured folder, or the one beside the jar if there is one */
    static @Nullable Path folder(@Nullable Path configured, String name) {
        if (configured != null) {
            if (!Files.isDirectory(configured)) {
                throw new StartRefusedException(
                        "baton." + name + "=" + configured + ": there is no such folder. Create it, or leave the"
                                + " setting out to use what ships in the jar.");
            }
            return configured;
        }
        Path beside = new ApplicationHome(Baton.class).getDir().toPath().resolve(name);
        return Files.isDirectory(beside) ? beside : null;
    }
}
