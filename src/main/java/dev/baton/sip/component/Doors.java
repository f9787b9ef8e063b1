package dev.baton.sip.component;

import dev.baton.sip.forward.SipStack;
import dev.baton.sip.transaction.RequestHandler;
import java.util.HashSet;
import java.util.Set;

/** Who answers for which stack: one consumer for each kind of request. */
final class Doors {

    private record Taken(SipStack stack, String operation) {}

    private final Set<Taken> taken = new HashSet<>();

    /**
     * @param own whether the stack is the consumer's own, and closed with it
     * @throws IllegalStateException when there is a consumer already
     */
    synchronized SipCallConsumer.SipDoor open(SipStack stack, boolean own, String operation, RequestHandler handler) {
        Taken place = new Taken(stack, operation);
        if (!taken.add(place)) {
            throw new IllegalStateException(
                    "Two consumers with operation=" + operation
                            + " at the same address: found a second one, expected one; listen somewhere else, or join the routes");
        }
        if (operation.equals("redirect")) {
            stack.onInvite(handler);
        } else {
            stack.onOptions(handler);
        }
        return () -> close(place, own);
    }

    private synchronized void close(Taken place, boolean own) {
        if (!taken.remove(place)) {
            return;
        }
        if (own) {
            place.stack().close();
        } else if (place.operation().equals("redirect")) {
            place.stack().onInvite(null);
        } else {
            place.stack().onOptions(null);
        }
    }
}
