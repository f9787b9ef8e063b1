package dev.baton.bench.sip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that stay on one core, where that can be arranged. */
final class Pinned {

    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private Pinned() {}

    /** @param core counted from 0 */
    static List<String> to(int core, List<String> command) {
        if (!Files.isExecutable(TASKSET) || Runtime.getRuntime().availableProcessors() < 2 && core > 0) {
            return command;
        }
        List<String> pinned = new ArrayList<>(List.of(TASKSET.toString(), "-c", Integer.toString(core)));
        pinned.addAll(command);
        return pinned;
    }
}
