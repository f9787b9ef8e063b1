package dev.baton.ledger;

import dev.baton.handover.Handover;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The handovers that somebody in this process still holds, so that a move need not read and parse their messages
 * again. It keeps none of them alive.
 */
final class InFlight {
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final ReferenceQueue<Handover> gone = new ReferenceQueue<>();

    void remember(Handover handover) {
        forgetTheGone();
        held.put(handover.id(), new Held(handover, gone));
    }

    Optional<Handover> find(String id) {
        return Optional.ofNullable(held.get(id)).map(Held::get);
    }

    void forget(String id) {
        held.remove(id);
    }

    private void forgetTheGone() {
        for (Object reference = gone.poll(); reference != null; reference = gone.poll()) {
            Held dead = (Held) reference;
            held.remove(dead.id, dead);
        }
    }

    private static final class Held extends WeakReference<Handover> {
        private final String id;

        Held(Handover handover, ReferenceQueue<Handover> gone) {
            super(handover, gone);
            this.id = handover.id();
        }
    }
}
