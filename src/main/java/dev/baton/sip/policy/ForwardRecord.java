package dev.baton.sip.policy;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/** Where is written what was forwarded. */
interface ForwardRecord extends AutoCloseable {

    /**
     * Called by one thread at a time.
     *
     * @return for {@link #sync}
     * @throws IOException when the entry may not survive the end of the process
     */
    long append(Instant now, Entry entry) throws IOException;

    /**
     * Waits until an entry survives the loss of power too, and all before it. By any thread, also while others append.
     *
     * @throws IOException when it may not
     */
    void sync(long mark) throws IOException;

    /** Tells of everything that was written within the last day, in its order. */
    void read(Instant now, Consumer<Entry> reader) throws IOException;

    @Override
    void close();
}
