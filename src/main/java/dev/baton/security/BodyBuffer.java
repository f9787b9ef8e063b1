package dev.baton.security;

import java.io.ByteArrayOutputStream;

/** What has arrived of a body. It takes the memory of what came, not of what was announced. */
final class BodyBuffer {

    private final int limit;
    private final boolean keeps;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private int size;

    private BodyBuffer(int limit, boolean keeps) {
        this.limit = limit;
        this.keeps = keeps;
    }

    static BodyBuffer keeping(int limit) {
        return new BodyBuffer(limit, true);
    }

    static BodyBuffer throwingAway(int limit) {
        return new BodyBuffer(limit, false);
    }

    /** @return false when it is more than the limit; nothing of it is kept then */
    boolean add(byte[] from, int count) {
        size += count;
        if (size > limit) {
            return false;
        }
        if (keeps) {
            bytes.write(from, 0, count);
        }
        return true;
    }

    boolean keeps() {
        return keeps;
    }

    int kept() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
