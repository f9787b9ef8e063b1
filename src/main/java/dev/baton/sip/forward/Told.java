package dev.baton.sip.forward;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one listener, one thing after the other and without a lock, whatever threads they come from. */
final class Told {

    private static final Logger LOG = LoggerFactory.getLogger(Told.class);

    private final ForwardListener listener;
    private final Queue<Consumer<ForwardListener>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rounds = new AtomicInteger();

    Told(ForwardListener listener) {
        this.listener = listener;
    }

    /** In this order; nothing is told before {@link #tell}. */
    void add(Consumer<ForwardListener> event) {
        waiting.add(event);
    }

    /** Tells all that waits, unless another thread, or a call further up, is doing that already. */
    void tell() {
        if (rounds.getAndIncrement() > 0) {
            return;
        }
        do {
            for (Consumer<ForwardListener> next = waiting.poll(); next != null; next = waiting.poll()) {
                tell(next);
            }
        } while (rounds.decrementAndGet() > 0);
    }

    private void tell(Consumer<ForwardListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException | Error e) {
            // Without its message, in which there may be what the listener was told.
            LOG.error(
                    "the listener of a forward failed with {} at {}",
                    e.getClass().getName(),
                    place(e));
        }
    }

    static Object place(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0];
    }
}
