package dev.baton.inbound;

import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.security.Operators;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * Who may say how a handover ended, and what it was like: the client that posted it, an operator, and an agent's desk that
 * shows the token of a call. What a request names is the second last part of its path.
 */
public final class HandoverAccess {

    private static final Pattern BY_TOKEN = Pattern.compile("/handovers/by-token/([^/]*)/[^/]+");
    private static final Pattern BY_ID = Pattern.compile("/handovers/([^/]*)/[^/]+");

    private final Ledger ledger;
    private final Operators operators;
    private final HandoverByToken byToken;

    public HandoverAccess(Ledger ledger, Operators operators, HandoverByToken byToken) {
        this.ledger = ledger;
        this.operators = operators;
        this.byToken = byToken;
    }

    /** @param byToken whether the caller is a desk, which gets to see less than a receipt */
    record Named(StoredHandover handover, boolean byToken) {}

    /** @throws ProblemException when there is none that the caller may say something of */
    Named named(Exchange exchange) {
        String path = HttpRequests.of(exchange).getRequestURI();
        String caller = HttpRequests.client(exchange);
        Matcher token = BY_TOKEN.matcher(path);
        if (token.matches()) {
            return new Named(byToken.opened(caller, token.group(1)), true);
        }
        Matcher id = BY_ID.matcher(path);
        return new Named(id.matches() ? find(caller, id.group(1)) : find(caller, ""), false);
    }

    private StoredHandover find(String caller, String id) {
        Optional<StoredHandover> found = Optional.empty();
        if (DeadLetterAccess.ULID.matcher(id).matches()) {
            found = operators.include(caller) ? ledger.findOfAny(id) : ledger.find(caller, id);
        }
        return found.orElseThrow(() ->
                new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No handover that you may see has this id.")));
    }
}
