package dev.baton.sip.message;

/**
 * Which call a request outside of a dialog means, RFC 4538.
 *
 * @param localTag the tag of whoever receives the request
 * @param remoteTag the tag of whoever the receiver talks to
 */
public record TargetDialog(String callId, String localTag, String remoteTag) {

    /** @throws IllegalArgumentException when a part has characters that it cannot have */
    public TargetDialog {
        if (!Chars.all(Chars.CALL_ID, callId) || !Chars.isToken(localTag) || !Chars.isToken(remoteTag)) {
            throw new IllegalArgumentException("not the Call-ID and the tags of a dialog");
        }
    }

    /**
     * From the view of who is in the call with the receiver, such as a bot with its SBC: the receiver's own tag is that
     * party's remote one.
     */
    public static TargetDialog seenByPeer(String callId, String peersOwnTag, String peersRemoteTag) {
        return new TargetDialog(callId, peersRemoteTag, peersOwnTag);
    }

    /** @throws SipParseException when the text is none */
    public static TargetDialog parse(String text) throws SipParseException {
        Cursor cursor = new Cursor("Target-Dialog", text);
        // A semicolon cannot stand in a Call-ID.
        String callId = cursor.run(Chars.CALL_ID, "a Call-ID");
        Params params = Params.ofHeader(cursor);
        String local = params.value("local-tag").filter(Chars::isToken).orElse("");
        String remote = params.value("remote-tag").filter(Chars::isToken).orElse("");
        if (local.isEmpty() || remote.isEmpty()) {
            throw cursor.expected("local-tag and remote-tag before");
        }
        return new TargetDialog(callId, local, remote);
    }

    @Override
    public String toString() {
        return callId + ";local-tag=" + localTag + ";remote-tag=" + remoteTag;
    }
}
