package dev.baton.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A turn that has been counted, and what it came to.
 *
 * @param answer as it is on disk
 * @param repeated whether it had been counted before
 * @param handsOver whether the gateway hands over now
 */
record JudgedTurn(Turn turn, ObjectNode answer, boolean repeated, boolean handsOver) {

    /** The exchange property that holds it while the body is the handover. */
    static final String PROPERTY = "batonJudgedTurn";
}
