package dev.baton.sip.transport;

import dev.baton.sip.message.SipMessage;
import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipParser;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.Via;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to every message, however it came. */
final class Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private final SipParser parser;
    private final SourceLimit limit;
    private final Inbound inbound;
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    Receiver(SipParser parser, SourceLimit limit, Inbound inbound) {
        this.parser = parser;
        this.limit = limit;
        this.inbound = inbound;
    }

    void receive(byte[] bytes, Origin origin) {
        if (!limit.allows(origin.remote().getAddress())) {
            dropped.increment();
            return;
        }
        try {
            dispatch(parser.parse(bytes), origin);
        } catch (SipParseException e) {
            refuse(e, bytes.length, origin);
        } catch (RuntimeException e) {
            // One message must not take the transport down, nor fill the log: whoever can send one, can send a million.
            unreadable.increment();
            LOG.warn(
                    "a SIP message from {} was not handled: {} at {}; with logger {} at debug, all of it",
                    origin,
                    e.getClass().getName(),
                    e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0],
                    LOG.getName());
            LOG.debug("not handled", e);
        }
    }

    private void dispatch(SipMessage message, Origin origin) {
        WireLog.received(origin, message);
        if (message instanceof SipRequest request) {
            Via via = request.via().orElseThrow();
            Via completed = completed(via, origin);
            inbound.request(completed.equals(via) ? request : request.withTopVia(completed), origin);
        } else if (message instanceof SipResponse response) {
            inbound.response(response, origin);
        }
    }

    void refuse(SipParseException e, int bytes, Origin origin) {
        unreadable.increment();
        WireLog.unreadable(origin, bytes, e);
        e.answer()
                .map(answer -> answer.withVia(completed(answer.via(), origin)))
                .ifPresent(answer -> Replies.send(answer, origin));
    }

    long unreadable() {
        return unreadable.sum();
    }

    long dropped() {
        return dropped.sum();
    }

    private static Via completed(Via via, Origin origin) {
        return via.completed(text(origin.remote().getAddress()), origin.remote().getPort());
    }

    /** Without a zone, and IPv6 in its short form. */
    static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }
}
