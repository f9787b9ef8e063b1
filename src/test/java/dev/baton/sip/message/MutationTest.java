package dev.baton.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random damage. {@code -Dsip.mutations=1000000 -Dsip.seed=7} for more and others. */
class MutationTest {

    private static final int MUTATIONS = Integer.getInteger("sip.mutations", 20_000);
    private static final long SEED = Long.getLong("sip.seed", 20_26_11_21L);
    private static final long MOST_CPU_NANOS = 1_000_000_000L;
    private static final byte[] SPICE = "\r\n\t ;,<>\"\\%@:?=&[]/.0\0\u007f".getBytes(StandardCharsets.ISO_8859_1);

    private final SipParser parser = new SipParser(SipLimits.DEFAULT);

    @Test
    void damagedDatagramsAreReadOrRefusedAndNeverTakeLong() {
        List<Torture> seeds = Torture.all();
        Random random = new Random(SEED);
        int readable = 0;
        long longest = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = damaged(seeds.get(random.nextInt(seeds.size())).bytes(), random);
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            readable += isRead(damaged) ? 1 : 0;
            longest = Math.max(longest, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        assertThat(readable).as("read, seed %s", SEED).isBetween(MUTATIONS / 100, MUTATIONS);
        assertThat(longest).as("nanoseconds for one, seed %s", SEED).isLessThan(MOST_CPU_NANOS);
    }

    @Test
    void damagedStreamsAreCutOrRefusedWithinBounds() {
        List<Torture> seeds = Torture.all();
        Random random = new Random(SEED);
        int[] cut = new int[1];
        for (int i = 0; i < MUTATIONS / 10; i++) {
            SipFramer framer = new SipFramer(SipLimits.DEFAULT, new Counting(cut));
            byte[] damaged = damaged(seeds.get(random.nextInt(seeds.size())).bytes(), random);
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
            return true;
        } catch (SipParseException refused) {
            refused.answer().ifPresent(SipWriter::write);
            return false;
        }
    }

    private static byte[] damaged(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int damage = random.nextInt(4); damage >= 0; damage--) {
            bytes = damagedOnce(bytes, random);
        }
        return bytes;
    }

    private static byte[] damagedOnce(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int length = random.nextInt(Math.min(64, bytes.length - at) + 1);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = SPICE[random.nextInt(SPICE.length)];
            case 2 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 3 -> {
                return joined(bytes, at, at + length, new byte[0]);
            }
            case 4 -> {
                return joined(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            }
            default -> {
                byte[] many = new byte[random.nextInt(40_000)];
                Arrays.fill(many, SPICE[random.nextInt(SPICE.length)]);
                return random.nextInt(20) == 0 ? joined(bytes, at, at, many) : bytes;
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int from, int to, byte[] middle) {
        byte[] joined = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, joined, 0, from);
        System.arraycopy(middle, 0, joined, from, middle.length);
        System.arraycopy(bytes, to, joined, from + middle.length, bytes.length - to);
        return joined;
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
