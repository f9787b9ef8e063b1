package dev.baton.vendor;

/**
 * What has to be known before the handover itself can be sent could not be had. Nothing was handed over, so trying
 * again doubles nothing.
 */
public abstract class PreparationException extends RuntimeException {

    PreparationException(String message) {
        super(message);
    }

    PreparationException(String message, Throwable cause) {
        super(message, cause);
    }
}
