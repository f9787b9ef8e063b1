package dev.baton.sip.component;

import dev.baton.sip.forward.ForwardOutcome;

/** A call was not moved, or it is not known whether it was. */
public final class SipForwardException extends Exception {

    private final ForwardOutcome outcome;
    private final int referStatus;
    private final int finalStatus;

    SipForwardException(String target, ForwardOutcome outcome, int referStatus, int finalStatus, String reason) {
        super("The forward by target " + target + " ended as " + outcome.label() + ": answer to the REFER "
                + (referStatus == 0 ? "none" : referStatus) + ", last report "
                + (finalStatus == 0 ? "none" : finalStatus) + (reason.isEmpty() ? "" : ", " + reason));
        this.outcome = outcome;
        this.referStatus = referStatus;
        this.finalStatus = finalStatus;
    }

    public ForwardOutcome outcome() {
        return outcome;
    }

    /** The answer to the REFER; 0 when there was none. */
    public int referStatus() {
        return referStatus;
    }

    /** The last status that was reported; 0 when there was none. */
    public int finalStatus() {
        return finalStatus;
    }
}
