package dev.baton.delivery;

/** Whether a target that has not said that it took a handover may have it all the same. */
enum Doubt {
    NONE,

    /** It answered that it failed, perhaps after it had begun: the same call again could double the handover. */
    REPEATING,

    /** Nobody knows: any call, there or elsewhere, could double the handover. */
    TAKEN
}
