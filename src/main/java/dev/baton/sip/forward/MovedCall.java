package dev.baton.sip.forward;

import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TargetDialog;
import java.util.List;

/** Which call is moved, and by which right. */
public sealed interface MovedCall {

    /** The Call-ID of the dialog that is moved; the same call is never moved twice. */
    String callId();

    /** A REFER outside of the dialog that names it, RFC 7647 and RFC 4538. */
    record ByTargetDialog(TargetDialog dialog) implements MovedCall {
        @Override
        public String callId() {
            return dialog.callId();
        }
    }

    /**
     * A REFER inside of a dialog that its owner lends.
     *
     * @param local the owner's address, with its tag
     * @param remote the address of who receives the REFER, with its tag
     * @param remoteTarget the Contact of who receives it: the Request-URI
     * @param routes the route set, in order; empty for none
     * @param cseq above every number that the owner has used
     */
    record ByBorrowedDialog(
            String callId, NameAddr local, NameAddr remote, SipUri remoteTarget, List<NameAddr> routes, long cseq)
            implements MovedCall {
        public ByBorrowedDialog {
            routes = List.copyOf(routes);
        }
    }
}
