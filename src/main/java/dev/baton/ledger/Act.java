package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to a handover and changes no state.
 *
 * @param name as of {@link dev.baton.handover.HandoverEvent#act()}
 * @param data goes into the event, and so into the analytics log: never personal data
 * @param outcome replaces the handover's outcome when present
 */
public record Act(String name, Instant at, ObjectNode data, @Nullable ObjectNode outcome) {}
