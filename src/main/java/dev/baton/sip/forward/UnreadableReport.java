package dev.baton.sip.forward;

/** A NOTIFY that says nothing about a REFER that could be understood. */
final class UnreadableReport extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of the answer */
    UnreadableReport(int status) {
        super("to be answered with " + status, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
