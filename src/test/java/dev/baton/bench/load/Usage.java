package dev.baton.bench.load;

import java.io.IOException;
import java.time.Duration;

/**
 * CPU time used: by what is measured, by the clients (this process), by the desk, and by everything else on the
 * machine, which tells how far a measurement can be trusted.
 */
record Usage(Duration subject, Duration clients, Duration desk, Duration others, Duration wall) {
    private static final double QUIET = 0.05;

    static Usage sinceStart(Child subject, Child desk) throws IOException {
        Duration clients = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        Duration others = Proc.busy().minus(subject.cpu()).minus(clients).minus(desk.cpu());
        return new Usage(subject.cpu(), clients, desk.cpu(), others, Duration.ofNanos(System.nanoTime()));
    }

    Usage since(Usage earlier) {
        return new Usage(
                subject.minus(earlier.subject),
                clients.minus(earlier.clients),
                desk.minus(earlier.desk),
                others.minus(earlier.others),
                wall.minus(earlier.wall));
    }

    /** The part of the machine, 0 to 1, that went to processes outside the measurement. */
    double shareOfOthers() {
        return Math.max(0, seconds(others))
                / seconds(wall)
                / Runtime.getRuntime().availableProcessors();
    }

    /** Whether so little else ran that rates can be compared with those of another quiet measurement. */
    boolean quiet() {
        return shareOfOthers() <= QUIET;
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
