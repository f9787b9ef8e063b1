package dev.baton.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.StoredHandover;
import dev.baton.summary.Summaries;

/**
 * The message as targets and agents get it: what the bot sent, and what was made for it since. What is stored as the
 * message stays what the bot sent.
 */
public final class EffectiveMessage {

    /** Of an outcome, and of the receipt of a replay: the summary that was made. */
    public static final String SUMMARY = "summary";

    private EffectiveMessage() {}

    /** The stored message itself when nothing was made for it. */
    public static ObjectNode of(StoredHandover stored) {
        ObjectNode message = stored.handover().message();
        JsonNode made = made(stored);
        return made.isObject() && !Summaries.isGiven(message) ? with(message, made) : message;
    }

    /** @param summary as the contract has it */
    public static ObjectNode with(ObjectNode message, JsonNode summary) {
        ObjectNode effective = message.objectNode();
        effective.setAll(message);
        effective.set(SUMMARY, summary);
        return effective;
    }

    /** The summary that was made for a handover, or for the one that it replays; missing when there is none. */
    public static JsonNode made(StoredHandover stored) {
        JsonNode made = stored.outcome() == null
                ? MissingNode.getInstance()
                : stored.outcome().path(SUMMARY);
        return made.isObject() ? made : stored.handover().receipt().path(SUMMARY);
    }
}
