package dev.baton.inbound;

import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.security.Operators;
import dev.baton.security.Rights;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whose dead letters a caller gets to see: its own, or as an operator those of all clients. */
public final class DeadLetterAccess {

    static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    private final Ledger ledger;
    private final Operators operators;

    public DeadLetterAccess(Ledger ledger, Operators operators) {
        this.ledger = ledger;
        this.operators = operators;
    }

    /** The one client whose dead letters the caller sees; null for all. */
    @Nullable
    String scope(String caller) {
        return operators.include(caller) ? null : caller;
    }

    /** A failed handover of another client, for an operator. */
    Optional<StoredHandover> ofAnother(String caller, String id) {
        return operators.include(caller) ? ledger.deadLetters().find(id) : Optional.empty();
    }

    /** A handover goes nowhere where its own client may not send it. */
    Rights rights(StoredHandover handover, Rights ofCaller) {
        return operators.rightsOf(handover.handover().client(), ofCaller);
    }

    /**
     * The handover as it stands, failed or not.
     *
     * @throws ProblemException when there is none for this caller
     */
    StoredHandover find(String caller, String id) {
        Optional<StoredHandover> found = Optional.empty();
        if (ULID.matcher(id).matches()) {
            found = ledger.find(caller, id).or(() -> ofAnother(caller, id));
        }
        return found.orElseThrow(() ->
                new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No handover that you may see has this id.")));
    }
}
