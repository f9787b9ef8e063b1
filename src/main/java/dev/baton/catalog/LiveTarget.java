package dev.baton.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.TargetContext;
import java.util.List;

/**
 * One version of a target, built and able to deliver. Who delivers enters before and leaves after, so that a version
 * that has been replaced goes only when its last delivery is over.
 */
public final class LiveTarget {

    private final TargetContext context;
    private int deliveries;
    private boolean retired;

    LiveTarget(TargetContext context) {
        this.context = context;
    }

    public ActiveTarget target() {
        return context.target();
    }

    /** @see TargetContext#call */
    public ObjectNode call(DeliveryScope delivery) throws Exception {
        return context.call(delivery);
    }

    /** Access tokens in use, which the vendor may repeat in an answer. */
    public List<String> tokens() {
        return context.tokens().known();
    }

    /** @see TargetContext#endpoints */
    List<String> endpoints() {
        return context.endpoints();
    }

    /** Must be called once for each time the target was entered. */
    public synchronized void leave() {
        deliveries--;
    }

    /** @return false when the version has been replaced: there is a newer one to enter */
    synchronized boolean enter() {
        if (!retired) {
            deliveries++;
        }
        return !retired;
    }

    synchronized void retire() {
        retired = true;
    }

    /** @return whether nothing of this version is left */
    boolean closeWhenDrained() {
        synchronized (this) {
            if (deliveries > 0) {
                return false;
            }
        }
        close();
        return true;
    }

    void close() {
        context.close();
    }
}
