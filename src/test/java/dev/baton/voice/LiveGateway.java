package dev.baton.voice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sip.lab.BotDialog;
import dev.baton.sip.lab.Kamailio;
import dev.baton.support.GatewayUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway to which bots hand over the calls that they are in. */
final class LiveGateway implements AutoCloseable {

    private static final AtomicInteger CALLS = new AtomicInteger();

    private final GatewayUnderTest gateway;

    private LiveGateway(GatewayUnderTest gateway) {
        this.gateway = gateway;
    }

    /**
     * @param targets in which USER and PASSWORD stand for what Kamailio asks for
     */
    static LiveGateway start(Path folder, String targets, String... arguments) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), Kamailio.CREDENTIALS.password());
        String filled = targets.replace("USER", Kamailio.CREDENTIALS.username())
                .replace("PASSWORD", "\"${file:" + password + "}\"");
        return new LiveGateway(GatewayUnderTest.start(folder, filled, arguments));
    }

    /** As the bot does it, which then waits for the receipt of what became of it. */
    ObjectNode handOver(String step, BotDialog call) throws Exception {
        return handOver(step, call, "");
    }

    /** @param number instead of the target's; empty for the target's */
    ObjectNode handOver(String step, BotDialog call, String number) throws Exception {
        String to = number.isEmpty() ? "" : ", \"phoneNumber\": \"" + number + "\"";
        String voice = ", \"sipCallId\": \"%s\", \"localTag\": \"%s\", \"remoteTag\": \"%s\"%s"
                .formatted(call.callId(), call.localTag(), call.remoteTag(), to);
        return post(step, voice);
    }

    /** Of a call that the platform is still to route. */
    ObjectNode handOver(String step) throws Exception {
        return post(step, "");
    }

    private ObjectNode post(String step, String voice) throws Exception {
        int call = CALLS.incrementAndGet();
        String body =
                """
                {"step": "%s", "source": {"platform": "halo", "botId": "support"},
                 "conversation": {"id": "live-%d", "channel": "voice", "language": "en"},
                 "voice": {"callId": "live-%d"%s},
                 "reason": {"code": "customer_request"}, "summary": {"text": "Wants a refund."}}
                """
                        .formatted(step, call, call, voice);
        return GatewayUnderTest.json(gateway.post(body, "Prefer", "wait=30"));
    }

    ObjectNode get(String path) throws Exception {
        return GatewayUnderTest.json(gateway.get(path));
    }

    /** The bot has said all that it was to say. */
    void ready(String id) throws Exception {
        gateway.send("POST", "/handovers/" + id + "/ready");
    }

    @Override
    public void close() {
        gateway.close();
    }
}
