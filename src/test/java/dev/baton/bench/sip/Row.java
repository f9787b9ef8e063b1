package dev.baton.bench.sip;

import dev.baton.sip.forward.SipCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A line of the Markdown table. */
final class Row {

    private Row() {}

    static void printHeader() {
        System.out.println("| flows/s | pending | p50 ms | p99 ms | max ms | sent again | lost | CPU s per 1,000 |"
                + " flows per CPU s | load |");
        System.out.println("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    static void print(SipCounts before, SipCounts after, int rate, Flows.Result result, long cpuNanos) {
        double cpu = cpuNanos / 1e9;
        System.out.printf(
                Locale.ROOT,
                "| %,d | %,d | %.1f | %.1f | %.1f | %,d | %,d | %.3f | %,.0f | %s |%n",
                rate,
                before.pendingForwards(),
                result.quantile(0.5),
                result.quantile(0.99),
                result.quantile(1),
                after.retransmissions() - before.retransmissions(),
                result.lost(),
                cpu * 1_000 / result.flows(),
                result.flows() / cpu,
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
