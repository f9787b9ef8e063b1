package dev.baton.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.inbound.HandoverRequest;
import dev.baton.inbound.HttpRequests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the handover of a turn that leads to one. The same turn makes the same one, so that it is done once. */
public final class TurnHandover implements Processor {

    /** No client can send such a key: theirs are printable ASCII. */
    private static final String KEY = "↷";

    @Override
    public void process(Exchange exchange) {
        JudgedTurn judged = exchange.getMessage().getBody(JudgedTurn.class);
        Turn turn = judged.turn();
        ObjectNode message = HandoverMessage.of(turn, Objects.requireNonNull(turn.handover()), judged.answer());
        exchange.getMessage()
                .setBody(HandoverRequest.fromInside(
                        HttpRequests.client(exchange), key(turn), message, TurnSchema::inTurn));
    }

    private static String key(Turn turn) {
        byte[] bytes = (turn.conversationId() + "\n" + turn.id()).getBytes(StandardCharsets.UTF_8);
        try {
            return KEY
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
