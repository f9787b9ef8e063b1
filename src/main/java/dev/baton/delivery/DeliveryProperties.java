package dev.baton.delivery;

/** The exchange properties of the delivery route. */
final class DeliveryProperties {

    /** The {@link dev.baton.handover.Handover} being delivered. */
    static final String HANDOVER = "batonHandover";

    /** The {@link dev.baton.catalog.LiveTarget} to deliver with. Comes from the catalog, never from a message. */
    static final String TARGET = "batonTarget";

    /** {@link System#nanoTime()} when the delivery began. */
    static final String BEGAN = "batonBegan";

    /** The {@link dev.baton.ledger.StoredHandover} as it was when it was sent on its way. */
    static final String FOUND = "batonFound";

    /** The {@link dev.baton.mapping.MappingNotes} of this delivery. */
    static final String NOTES = "batonNotes";

    /** The {@link Story} of this handover before this delivery. */
    static final String STORY = "batonStory";

    /** The {@link dev.baton.ledger.StoredHandover} that goes on, here later or at another target at once. */
    static final String GOES_ON = "batonGoesOn";

    /** The {@link dev.baton.catalog.Presence} of a target that was asked whether anybody is there. */
    static final String PRESENCE = "batonPresence";

    /** The {@link dev.baton.isolation.Permit} to call the target. */
    static final String PERMIT = "batonPermit";

    /** The {@link Kept} that this delivery made before its first step; absent when it made nothing. */
    static final String MADE = "batonMade";

    private DeliveryProperties() {}
}
