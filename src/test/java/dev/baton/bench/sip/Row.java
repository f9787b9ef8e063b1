package dev.baton.bench.sip;

import dev.baton.sip.forward.SipCounts;
import dev.baton.sip.forward.SipStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A line of the Markdown table. */
final class Row {

    private Row() {}

    static void printHeader() {
        System.out.println("| flows/s | pending | p50 ms | p99 ms | max ms | sent again | lost | CPU s per 1,000 |"
                + " flows per CPU s | KB each | paused ms | load |");
        System.out.println("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    /** What is counted since the start of the process, or of the stack. */
    record Counts(SipCounts stack, long cpuNanos, long allocatedBytes, long pausedMillis) {

        static Counts now(SipStack stack) {
            return new Counts(stack.counts(), OwnUse.cpuNanos(), OwnUse.allocatedBytes(), OwnUse.pausedMillis());
        }
    }

    static void print(Counts before, Counts after, int rate, Flows.Result result) {
        double cpu = (after.cpuNanos() - before.cpuNanos()) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "| %,d | %,d | %.1f | %.1f | %.1f | %,d | %,d | %.3f | %,.0f | %.1f | %,d | %s |%n",
                rate,
                before.stack().pendingForwards(),
                result.quantile(0.5),
                result.quantile(0.99),
                result.quantile(1),
                after.stack().retransmissions() - before.stack().retransmissions(),
                result.lost(),
                cpu * 1_000 / result.flows(),
                result.flows() / cpu,
                (after.allocatedBytes() - before.allocatedBytes()) / 1024.0 / result.flows(),
                after.pausedMillis() - before.pausedMillis(),
                load());
    }

    /** Of the last minute, as the machine says it. */
    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException e) {
            return "?";
        }
    }
}
