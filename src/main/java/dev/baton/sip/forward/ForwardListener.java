package dev.baton.sip.forward;

/**
 * Is told how a forward goes on: at most one {@link #accepted}, then reports whose status never falls, then exactly one
 * {@link #ended}. Called one after the other, on threads that must not be held up.
 */
public interface ForwardListener {

    /** The peer took the REFER. */
    default void accepted(int referStatus) {}

    /** A provisional report: 100 trying, 180 ringing, 183 and so on. */
    default void progressed(int status, String reason) {}

    void ended(ForwardResult result);
}
