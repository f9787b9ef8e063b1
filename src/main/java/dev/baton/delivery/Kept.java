package dev.baton.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made for a handover once and holds for every later delivery of it, here and elsewhere: its summary, and the
 * warning about that. It is part of the handover's outcome, whatever else becomes of it.
 */
record Kept(ObjectNode members) {

    /** The code of the warning that a summary is not what was wanted. */
    static final String NOT_BY_MODEL = "summary_not_made_by_model";

    static final Kept NOTHING = new Kept(JsonNodeFactory.instance.objectNode());

    private static final String WARNINGS = "warnings";

    static Kept of(@Nullable ObjectNode outcome) {
        if (outcome == null || !outcome.has(EffectiveMessage.SUMMARY)) {
            return NOTHING;
        }
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.set(EffectiveMessage.SUMMARY, outcome.get(EffectiveMessage.SUMMARY));
        for (JsonNode warning : outcome.path(WARNINGS)) {
            if (warning.path("code").asText().equals(NOT_BY_MODEL)) {
                members.withArray(WARNINGS).add(warning);
            }
        }
        return new Kept(members);
    }

    static Kept of(Summary made) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.set(EffectiveMessage.SUMMARY, made.toJson());
        if (made.problem() != null) {
            Warnings.add(members, "/summary", NOT_BY_MODEL, made.problem());
        }
        return new Kept(members);
    }

    /** Warnings that are there stay. */
    void addTo(ObjectNode outcome) {
        members.properties().forEach(member -> {
            if (member.getKey().equals(WARNINGS)) {
                List<JsonNode> there = new ArrayList<>();
                outcome.path(WARNINGS).forEach(there::add);
                member.getValue().forEach(warning -> {
                    if (!there.contains(warning)) {
                        outcome.withArray(WARNINGS).add(warning);
                    }
                });
            } else {
                outcome.set(member.getKey(), member.getValue());
            }
        });
    }
}
