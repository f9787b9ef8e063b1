package dev.baton.sip.message;

/**
 * The answer to a request that could not be read: what could be copied of it is in its header fields.
 *
 * @param via the topmost, that says where the answer goes
 */
public record StatelessAnswer(int status, SipHeaders headers, Via via) {

    /** The same with the Via that the transport completed. */
    public StatelessAnswer withVia(Via completed) {
        return new StatelessAnswer(status, headers.replacingFirst("Via", completed.toString()), completed);
    }
}
