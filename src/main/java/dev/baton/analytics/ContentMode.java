package dev.baton.analytics;

/** The two forms of an event in Kafka. */
enum ContentMode {
    /** The whole event is the value. */
    STRUCTURED,
    /** The event's data is the value, its attributes are headers. */
    BINARY
}
