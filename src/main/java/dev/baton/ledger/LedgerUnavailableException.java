package dev.baton.ledger;

/** The ledger cannot take a write now: its queue is full, its disk is full or its database is away. Nothing was kept. */
public final class LedgerUnavailableException extends RuntimeException {

    public LedgerUnavailableException(String message) {
        super(message);
    }

    public LedgerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
