package dev.baton.sip.transaction;

import java.util.Queue;

/**
 * The place of one answered request among those that are kept for copies of it.
 *
 * @param queue the oldest first, so that one that ends in time is found at the head
 */
record Kept(Queue<ServerKey> queue, ServerKey key) {

    void add() {
        queue.add(key);
    }

    void remove() {
        queue.remove(key);
    }
}
