package dev.baton.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One thing to do beside the handover itself, as a message or a step asks for it. What it does not say has the default
 * that the bots' documents give.
 *
 * @param parameters as they were given; not to be changed
 */
public record Action(ActionType type, ObjectNode parameters) {

    /** The member of a message, of a step and of a receipt that holds the actions. */
    public static final String MEMBER = "actions";

    /** As many as a message or a step may have. */
    public static final int MOST = 6;

    /** The closing words of whoever gives none; in English. */
    public static final String CLOSING = "Thank you! Someone from the team will get back to you.";

    static final String DESCRIPTION = "Will be created by AI";
    static final String TAG = "human_handover";
    static final Duration DUE_IN = Duration.ofHours(24);
    static final Duration PAUSE = Duration.ofMinutes(30);

    /** The actions in a list that fits the contract; what does not fit it is left out. */
    public static List<Action> in(JsonNode actions) {
        List<Action> read = new ArrayList<>();
        actions.forEach(action -> ActionType.of(action.path("type").asText())
                .ifPresent(type -> read.add(new Action(type, parameters(action)))));
        return List.copyOf(read);
    }

    /** Whom the conversation is given to; empty when the target's own rules say so. */
    public Optional<String> to() {
        return Optional.ofNullable(parameters.path("to").textValue());
    }

    /** What the task is about. */
    public String description() {
        return parameters.path("description").asText(DESCRIPTION);
    }

    /** How long after the request the task is due. */
    public Duration dueIn() {
        return duration("dueIn", DUE_IN);
    }

    /** How long the bot is silent, from the request on. */
    public Duration pause() {
        return duration("for", PAUSE);
    }

    /** The closing words of a message, which may hold variables; empty for {@link #CLOSING}. */
    public Optional<String> closing() {
        return Optional.ofNullable(parameters.path("text").textValue());
    }

    public List<String> tags() {
        List<String> tags = texts("tags");
        return tags.isEmpty() ? List.of(TAG) : tags;
    }

    /** What people are told of: {@code assigned}, {@code task_assigned}. */
    public List<String> on() {
        List<String> events = texts("on");
        return events.isEmpty() ? List.of("assigned", "task_assigned") : events;
    }

    /** A list of texts; empty when it was not given. */
    public List<String> texts(String name) {
        return StreamSupport.stream(parameters.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private Duration duration(String name, Duration otherwise) {
        JsonNode given = parameters.path(name);
        return given.isTextual() ? Duration.parse(given.asText()) : otherwise;
    }

    private static ObjectNode parameters(JsonNode action) {
        return action.path("parameters") instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
    }
}
