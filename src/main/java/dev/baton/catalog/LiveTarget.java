package dev.baton.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Operation;
import dev.baton.connector.TargetContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a target, built and able to deliver. Who delivers enters before and leaves after, so that a version
 * that has been replaced goes only when its last delivery is over.
 */
public final class LiveTarget {

    private final TargetContext context;
    private final @Nullable AvailabilityProbe probe;
    private final Operations operations;
    private int deliveries;
    private boolean retired;

    /** @param probe absent when the target is not asked whether anybody is there */
    LiveTarget(TargetContext context, @Nullable AvailabilityProbe probe, Operations operations) {
        this.context = context;
        this.probe = probe;
        this.operations = operations;
    }

    public ActiveTarget target() {
        return context.target();
    }

    /** @see TargetContext#call */
    public ObjectNode call(DeliveryScope delivery) throws Exception {
        return context.call(delivery);
    }

    /** Whether the target can do this beside taking handovers. */
    public boolean can(Operation operation) {
        return target().connector().operations().containsKey(operation);
    }

    /**
     * Does something with what a handover made at the target.
     *
     * @param message the handover
     * @throws IllegalStateException when the target cannot do it
     * @see TargetContext#operate
     */
    public void operate(Operation operation, String handoverId, ObjectNode message, ObjectNode order, Instant now)
            throws Exception {
        TargetContext beside = operations.of(operation);
        JsonNode settings = target().definition().settings();
        beside.operate(new DeliveryScope(beside.target(), handoverId, null, message, settings, now), order);
    }

    /** Access tokens in use, which the vendor may repeat in an answer. */
    public List<String> tokens() {
        List<String> tokens = new ArrayList<>(context.tokens().known());
        if (probe != null) {
            tokens.addAll(probe.tokens());
        }
        tokens.addAll(operations.tokens());
        return tokens;
    }

    /** Whether the target is asked if anybody is there before it gets a handover. */
    public boolean isAsked() {
        return probe != null;
    }

    /**
     * Whether anybody is there, as it was said lately, or says it now within the time that the target's file allows.
     *
     * @throws IllegalStateException when the target is not asked
     */
    public Presence presence() throws InterruptedException {
        if (probe == null) {
            throw new IllegalStateException("The target " + target().name() + " is not asked");
        }
        return probe.presence();
    }

    /** What it said last; absent when it was never asked. */
    @Nullable
    Presence lastPresence() {
        return probe == null ? null : probe.last();
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
        if (probe != null) {
            probe.close();
        }
        operations.close();
        context.close();
    }
}
