package dev.baton.inbound;

import dev.baton.conversation.LedgerConversations;
import dev.baton.ledger.StoredHandover;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a conversation cannot be handed over, and a bot had better be silent in it: it is being handed over already. */
final class BusyConversation {

    private BusyConversation() {}

    /** @param first the open handover */
    static ProblemException of(StoredHandover first) {
        String id = first.handover().id();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("owner", LedgerConversations.of(first.state()).wireName());
        Instant until = first.dueAt();
        if (until != null) {
            members.put("until", until.toString());
        }
        return new ProblemException(Problem.of(
                        ProblemType.CONVERSATION_BUSY,
                        "The conversation has an open handover, " + id + " in state "
                                + first.state().wireName() + ", so its owner is " + members.get("owner")
                                + (until == null ? "" : " until " + until) + ". There can be one at a time.")
                .withLink("first", "/handovers/" + id)
                .with(members));
    }
}
