package dev.baton.voice;

import dev.baton.connector.ActiveTarget;
import dev.baton.connector.VendorEvent;
import dev.baton.delivery.EventRecorder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what a call reports into the ledger. A ledger that is away is tried again: the peer tells it only once. */
final class EventSink implements CallReports.Sink {

    private static final Logger LOG = LoggerFactory.getLogger("handover");

    /** As long as a handover waits for the word of a call. */
    private static final int TRIES = 60;

    private static final int PAUSE_SECONDS = 2;

    private final Supplier<EventRecorder> recorder;

    EventSink(Supplier<EventRecorder> recorder) {
        this.recorder = recorder;
    }

    @Override
    public void record(ActiveTarget target, List<VendorEvent> events) {
        record(target, events, TRIES);
    }

    @Override
    public void notUnderstood(ActiveTarget target, String why) {
        recorder.get().notUnderstood(target, why);
    }

    private void record(ActiveTarget target, List<VendorEvent> events, int tries) {
        recorder.get().recordLater(target, events).whenComplete((done, failure) -> {
            if (failure != null && tries > 1) {
                CompletableFuture.delayedExecutor(PAUSE_SECONDS, TimeUnit.SECONDS)
                        .execute(() -> record(target, events, tries - 1));
            } else if (failure != null) {
                LOG.error("What became of a call forwarded by {} could not be recorded", target.name(), failure);
            }
        });
    }
}
