package dev.baton.sip.policy;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/** Where is written what was forwarded. */
interface ForwardRecord extends AutoCloseable {

    /** @throws IOException when the entry may not survive the end of the process */
    void append(Instant now, Entry entry) throws IOException;

    /** Tells of everything that was written within the last day, in its order. */
    void read(Instant now, Consumer<Entry> reader) throws IOException;

    @Override
    void close();
}
