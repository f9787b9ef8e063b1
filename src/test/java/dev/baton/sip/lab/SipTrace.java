package dev.baton.sip.lab;

import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipLimits;
import dev.baton.sip.message.SipMessage;
import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipParser;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The messages that baresip has printed with {@code -s}, in their order. */
final class SipTrace {

    /** Between colours: a number sign, from where to where, and the message as it is. */
    private static final Pattern MESSAGE =
            Pattern.compile("\\x1B\\[\\d+;1m#\\n[A-Z]+ [^\\n]+\\n(.*?)\\x1B\\[;m\\n", Pattern.DOTALL);

    private final List<SipMessage> messages = new ArrayList<>();

    SipTrace(String log) {
        SipParser parser = new SipParser(SipLimits.DEFAULT);
        Matcher matcher = MESSAGE.matcher(log);
        while (matcher.find()) {
            try {
                messages.add(parser.parse(matcher.group(1).getBytes(StandardCharsets.ISO_8859_1)));
            } catch (SipParseException e) {
                // When sound starts, another thread writes into the message that is just being printed.
            }
        }
    }

    /** The call that came last. It has tags since 180 Ringing, which is printed before there is sound. */
    Optional<BotDialog> lastCall() throws SipParseException {
        SipRequest invite = null;
        BotDialog found = null;
        for (SipMessage message : messages) {
            if (message instanceof SipRequest request && request.isMethod("INVITE")) {
                // On a busy machine it is sent again.
                found = invite != null && invite.callId().equals(request.callId()) ? found : null;
                invite = request;
            } else if (found == null && message instanceof SipResponse answer && isAnswer(answer, invite)) {
                found = dialog(invite, answer);
            }
        }
        return Optional.ofNullable(found);
    }

    /** The INVITE that came last, or was sent last. */
    Optional<SipRequest> lastInvite() {
        SipRequest last = null;
        for (SipMessage message : messages) {
            last = message instanceof SipRequest request && request.isMethod("INVITE") ? request : last;
        }
        return Optional.ofNullable(last);
    }

    private static boolean isAnswer(SipResponse answer, SipRequest invite) {
        return invite != null
                && answer.cseq().equals(invite.cseq())
                && answer.callId().equals(invite.callId())
                && answer.to().tag().isPresent();
    }

    private static BotDialog dialog(SipRequest invite, SipResponse answer) throws SipParseException {
        List<NameAddr> routes = new ArrayList<>();
        for (String route : invite.headers().list("Record-Route")) {
            routes.add(NameAddr.parse(route));
        }
        NameAddr contact = NameAddr.parse(invite.headers().first("Contact").orElseThrow());
        return new BotDialog(invite.callId(), answer.to(), invite.from(), (SipUri) contact.uri(), routes);
    }
}
