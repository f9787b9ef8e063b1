package dev.baton.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.TaskQueue;

/**
 * Where a task is tried, one station after the other: whoever fails passes it on to the next. It is kept in the task's
 * details.
 */
final class Stations {

    static final String MEMBER = "stations";

    /** The target that took the handover. */
    static final String TAKER = "taker";

    /** The target that took the handover's task. */
    static final String TASK = "task";

    /** What comes before the name of a target that makes a record. */
    static final String RECORD = "record ";

    private static final String AT = "at";

    private Stations() {}

    /** The present one; empty when the task has none. */
    static String now(JsonNode details) {
        return details.path(MEMBER).path(details.path(AT).asInt()).asText();
    }

    static boolean hasNext(JsonNode details) {
        return details.path(AT).asInt() + 1 < details.path(MEMBER).size();
    }

    static boolean isFirst(JsonNode details) {
        return details.path(AT).asInt() == 0;
    }

    /** The same details at the next station. */
    static ObjectNode next(ObjectNode details) {
        return details.deepCopy().put(AT, details.path(AT).asInt() + 1);
    }

    static String record(String target) {
        return RECORD + target;
    }

    /** The lane of a station that names its target. */
    static String lane(String station) {
        return TaskQueue.laneOf(station.substring(RECORD.length()));
    }
}
