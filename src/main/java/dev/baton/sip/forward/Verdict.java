package dev.baton.sip.forward;

/**
 * What the reports say in the end.
 *
 * @param status 0 when it is not known
 */
record Verdict(ForwardOutcome outcome, int status, String reason) {

    static Verdict of(Report report) {
        return new Verdict(Outcomes.of(report.status()), report.status(), report.reason());
    }

    /**
     * Of two peers that both had the REFER: who does not know how it ended outweighs who failed, since its call may have
     * moved; of failures the more telling one stays, whichever came first.
     */
    Verdict and(Verdict other) {
        return rank() <= other.rank() ? this : other;
    }

    private int rank() {
        return switch (outcome) {
            case ANSWERED -> -2;
            case UNKNOWN -> -1;
            default -> outcome.ordinal();
        };
    }
}
