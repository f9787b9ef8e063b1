package dev.baton.activity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.schema.Violation;
import java.util.List;

/**
 * An activity as a handover message, not yet checked.
 *
 * @param message shares parts with the activity
 * @param violations what is wrong with the activity; then the message is empty
 * @param places finds places of the message in the activity
 */
public record TranslatedActivity(ObjectNode message, List<Violation> violations, ActivityPlaces places) {}
