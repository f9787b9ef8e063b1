package dev.baton.delivery;

/** The exchange properties of the delivery route. */
final class DeliveryProperties {

    /** The {@link dev.baton.handover.Handover} being delivered. */
    static final String HANDOVER = "batonHandover";

    /** The Kamelet to send to. Comes from the catalog, never from a message. */
    static final String KAMELET = "batonKamelet";

    /** {@link System#nanoTime()} when the delivery began. */
    static final String BEGAN = "batonBegan";

    /** The {@link dev.baton.mapping.MappingNotes} of this delivery. */
    static final String NOTES = "batonNotes";

    private DeliveryProperties() {}
}
