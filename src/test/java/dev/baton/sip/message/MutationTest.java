package dev.baton.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random damage. {@code -Dsip.mutations=1000000 -Dsip.seed=7} for more and others. */
class MutationTest {

    private static final int MUTATIONS = Integer.getInteger("sip.mutations", 20_000);
    private static final long SEED = Long.getLong("sip.seed", 20_26_11_21L);
    private static final long MOST_CPU_NANOS = 1_000_000_000L;

    private final SipParser parser = new SipParser(SipLimits.DEFAULT);

    @Test
    void damagedDatagramsAreReadOrRefusedAndNeverTakeLong() {
        Damage damage = new Damage(SEED);
        int readable = 0;
        long longest = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = damage.next();
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            readable += isRead(damaged) ? 1 : 0;
            longest = Math.max(longest, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        assertThat(readable).as("read, seed %s", SEED).isBetween(MUTATIONS / 100, MUTATIONS);
        assertThat(longest).as("nanoseconds for one, seed %s", SEED).isLessThan(MOST_CPU_NANOS);
    }

    @Test
    void damagedStreamsAreCutOrRefusedWithinBounds() {
        Damage damage = new Damage(SEED);
        Random random = new Random(SEED);
        int[] cut = new int[1];
        for (int i = 0; i < MUTATIONS / 10; i++) {
            SipFramer framer = new SipFramer(SipLimits.DEFAULT, new Counting(cut));
            byte[] damaged = damage.next();
            try {
                for (int at = 0; at < damaged.length; ) {
                    int part = Math.min(damaged.length - at, 1 + random.nextInt(200));
                    framer.feed(ByteBuffer.wrap(damaged, at, part));
                    at += part;
                }
            } catch (SipParseException refused) {
                assertThat(refused.status()).isBetween(400, 505);
            }
        }
        assertThat(cut[0]).isPositive();
    }

    private boolean isRead(byte[] bytes) {
        try {
            SipMessage message = parser.parse(bytes);
            // What was read can be written, and is then read again.
            parser.parse(SipWriter.write(message));
            message.headers().list("Contact");
            if (message instanceof SipRequest request) {
                answer(request);
            }
            return true;
        } catch (SipParseException refused) {
            refused.answer().ifPresent(SipWriter::write);
            return false;
        }
    }

    /** What was read can be answered, and the answer is read by whoever sent it. */
    private void answer(SipRequest request) throws SipParseException {
        SipRequest received = request.withTopVia(request.via().orElseThrow().completed("192.0.2.1", 50_601));
        SipResponse answer = SipResponse.to(received, 200, "t").with("Allow", "NOTIFY");
        SipResponse read = (SipResponse) parser.parse(SipWriter.write(answer));
        assertThat(read.to().tag()).isEqualTo(answer.to().tag()).isPresent();
        assertThat(read.via()).isEqualTo(answer.via());
    }

    private record Counting(int[] cut) implements SipFramer.Sink {

        @Override
        public void message(byte[] message) {
            cut[0]++;
        }

        @Override
        public void ping() {}
    }
}
