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
        // Not what this process may use: it may be on one core itself.
        if (!Files.isExecutable(TASKSET) || !Files.exists(Path.of("/sys/devices/system/cpu/cpu" + core))) {
            return command;
        }
        List<String> pinned = new ArrayList<>(List.of(TASKSET.toString(), "-c", Integer.toString(core)));
        pinned.addAll(command);
        return pinned;
    }
}
