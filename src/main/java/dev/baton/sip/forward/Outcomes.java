package dev.baton.sip.forward;

/** What a final status means for the call. */
public final class Outcomes {

    private Outcomes() {}

    /**
     * Of the answer to a REFER. Whoever says that its time ran out, such as a proxy, does not know whether the next one has
     * taken it; that nobody picked up the phone is another thing, and reported.
     *
     * @param status 300 or above
     */
    public static ForwardOutcome ofAnswer(int status) {
        return status == 408 || status == 504 ? ForwardOutcome.UNKNOWN : of(status);
    }

    /** @param status 200 or above, of a final report */
    public static ForwardOutcome of(int status) {
        return switch (status) {
            case 486, 600 -> ForwardOutcome.BUSY;
            case 408, 480, 487 -> ForwardOutcome.NO_ANSWER;
            case 404, 410, 484, 485, 604 -> ForwardOutcome.BAD_NUMBER;
            case 481 -> ForwardOutcome.CALL_GONE;
            case 401, 407 -> ForwardOutcome.NOT_AUTHENTICATED;
            case 428, 429, 436, 437, 438 -> ForwardOutcome.IDENTITY_NEEDED;
            case 400, 405, 415, 416, 420, 421, 488, 489, 501 -> ForwardOutcome.UNSUPPORTED;
            case 482, 483, 491 -> ForwardOutcome.UNAVAILABLE;
            default -> ofClass(status / 100);
        };
    }

    private static ForwardOutcome ofClass(int statusClass) {
        return switch (statusClass) {
            case 2 -> ForwardOutcome.ANSWERED;
            // Where a redirect leads is not what was allowed: nobody follows it.
            case 3 -> ForwardOutcome.UNSUPPORTED;
            case 5 -> ForwardOutcome.UNAVAILABLE;
            default -> ForwardOutcome.DECLINED;
        };
    }
}
