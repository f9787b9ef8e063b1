package dev.baton.callback;

/** For the breaker, which counts exceptions. */
final class CallbackFailedException extends RuntimeException {

    CallbackFailedException() {
        super("The client's server gave no good answer", null, false, false);
    }
}
