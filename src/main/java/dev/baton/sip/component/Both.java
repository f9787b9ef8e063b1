package dev.baton.sip.component;

import dev.baton.sip.forward.ForwardListener;
import dev.baton.sip.forward.ForwardResult;

/** Two who are told the same, one after the other. */
record Both(ForwardListener first, ForwardListener second) implements ForwardListener {

    @Override
    public void accepted(int referStatus) {
        first.accepted(referStatus);
        second.accepted(referStatus);
    }

    @Override
    public void progressed(int status, String reason) {
        first.progressed(status, reason);
        second.progressed(status, reason);
    }

    @Override
    public void ended(ForwardResult result) {
        first.ended(result);
        second.ended(result);
    }
}
