package dev.baton.inbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Whether enough of a disk is free, as it was within the last second. One that cannot be asked is taken for enough. */
public final class DiskRoom {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path folder;
    private final long leastBytes;
    private final AtomicLong askedAt = new AtomicLong(System.nanoTime() - FRESH_NANOS);
    private volatile boolean enough = true;

    /** @param leastBytes that must be free; 0 and less is always enough */
    public DiskRoom(Path folder, long leastBytes) {
        this.folder = folder;
        this.leastBytes = leastBytes;
    }

    boolean isEnough() {
        long last = askedAt.get();
        long now = System.nanoTime();
        if (leastBytes > 0 && now - last >= FRESH_NANOS && askedAt.compareAndSet(last, now)) {
            enough = ask();
        }
        return enough;
    }

    private boolean ask() {
        try {
            return Files.getFileStore(folder).getUsableSpace() >= leastBytes;
        } catch (IOException e) {
            return true;
        }
    }
}
