package dev.baton.sip.lab;

import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TargetDialog;
import java.util.List;

/**
 * What a bot knows of the call that it is in.
 *
 * @param local its own address with its tag
 * @param remote the caller's address with the caller's tag
 * @param remoteTarget the caller's Contact
 * @param routes in the order in which the bot's own requests go
 */
public record BotDialog(String callId, NameAddr local, NameAddr remote, SipUri remoteTarget, List<NameAddr> routes) {

    public String localTag() {
        return local.tag().orElseThrow();
    }

    public String remoteTag() {
        return remote.tag().orElseThrow();
    }

    /** As whom the bot talks to wants it. */
    public TargetDialog target() {
        return TargetDialog.seenByPeer(callId, localTag(), remoteTag());
    }
}
