package dev.baton.bench.load;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Asks again and again who may talk in one of the conversations, one question after the other. */
final class Owners {
    private static final int QUESTIONS = 5_000;
    private static final int WARM = 2_000;

    private Owners() {}

    static String ask(Child gateway, RequestTemplate conversations) throws IOException, InterruptedException {
        Histogram latency = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        int failed = 0;
        for (int i = 0; i < WARM + QUESTIONS; i++) {
            int number = ThreadLocalRandom.current().nextInt(conversations.made()) + 1;
            long began = System.nanoTime();
            int status = gateway.status("/conversations/" + conversations.id(number) + "/owner");
            if (i >= WARM) {
                latency.recordValue(System.nanoTime() - began);
            }
            failed += status == 200 ? 0 : 1;
        }
        return String.format(
                Locale.ROOT,
                "who may talk is answered in %.1f ms (p50), %.1f ms (p99), %d of %,d not",
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6,
                failed,
                WARM + QUESTIONS);
    }
}
