package dev.baton.inbound;

import dev.baton.handover.HandoverToken;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.security.Clients;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Tells an agent's desk the story behind the call that it got, whichever client posted it. */
public final class HandoverByToken {

    private final Ledger ledger;
    private final Clients clients;
    private final GuessLimit guesses = new GuessLimit(System::nanoTime);

    public HandoverByToken(Ledger ledger, Clients clients) {
        this.ledger = ledger;
        this.clients = clients;
    }

    /** One that may not ask learns nothing about the token, and one that may learns no more than that it opens nothing. */
    public void one(Exchange exchange) {
        String path = HttpRequests.of(exchange).getRequestURI();
        StoredHandover stored = opened(HttpRequests.client(exchange), path.substring(path.lastIndexOf('/') + 1));
        exchange.getMessage().removeHeaders("*");
        Answers.json(exchange.getMessage(), 200, HandoverContext.of(stored));
    }

    /** @throws ProblemException when the client may not ask, asks too often, or the token opens nothing */
    StoredHandover opened(String client, String token) {
        if (!clients.readByToken(client)) {
            throw new ProblemException(Problem.of(
                    ProblemType.FORBIDDEN,
                    "This client does not read handovers by token. Where it is an agent's desk, set baton.clients."
                            + client + ".reads-by-token=true."));
        }
        if (guesses.exceeded(client)) {
            throw new ProblemException(Problem.of(
                    ProblemType.TOO_MANY_REQUESTS,
                    "This client has asked for more than " + GuessLimit.MOST
                            + " tokens within a minute that open nothing. Ask for tokens of calls only."));
        }
        return found(client, token);
    }

    private StoredHandover found(String client, String token) {
        Optional<StoredHandover> found = Optional.empty();
        if (HandoverToken.hasForm(token)) {
            found = ledger.findByToken(token);
            if (found.isEmpty()) {
                guesses.failed(client);
            }
        }
        return found.orElseThrow(() -> new ProblemException(Problem.of(
                ProblemType.NOT_FOUND,
                "This token opens nothing. The handover may have expired or been purged, or the token belongs to another"
                        + " gateway.")));
    }
}
