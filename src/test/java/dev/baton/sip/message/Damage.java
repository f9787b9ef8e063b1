package dev.baton.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Strange messages with random damage, the same ones for the same seed. */
public final class Damage {

    private static final byte[] SPICE = "\r\n\t ;,<>\"\\%@:?=&[]/.0\0\u007f".getBytes(StandardCharsets.ISO_8859_1);

    private final List<Torture> seeds = Torture.all();
    private final Random random;

    public Damage(long seed) {
        this.random = new Random(seed);
    }

    /** A message, or what is left of it. */
    public byte[] next() {
        return damaged(seeds.get(random.nextInt(seeds.size())).bytes(), random);
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
}
