package dev.baton.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.baton.handover.Channel;
import dev.baton.handover.Handover;
import dev.baton.ledger.Claim;
import dev.baton.ledger.Ledgers;
import dev.baton.ledger.SqlLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Puts handovers into a ledger as a gateway does that has accepted them and dies: for machines too busy to post them. */
final class LedgerFill {
    private static final int GROUP = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LedgerFill() {}

    static void fill(Path data, int number, RequestTemplate template) throws IOException {
        String message = new String(TwoTargets.handover("works"), UTF_8);
        try (SqlLedger ledger = Ledgers.sqlite(data)) {
            List<CompletableFuture<Claim>> claims = new ArrayList<>();
            for (int i = 1; i <= number; i++) {
                String id = template.next();
                Instant now = Instant.now();
                claims.add(ledger.claim(handover(message, id, now), now.plus(Duration.ofMinutes(10))));
                if (claims.size() == GROUP || i == number) {
                    claims.forEach(CompletableFuture::join);
                    claims.clear();
                }
            }
        }
    }

    private static Handover handover(String message, String id, Instant now) throws IOException {
        return new Handover(
                UlidCreator.getMonotonicUlid().toString(),
                "local",
                id,
                "f".repeat(64),
                Channel.TEXT,
                id,
                null,
                "works",
                "genesys",
                List.of(),
                (ObjectNode) JSON.readTree(message.replace(RequestTemplate.MARK, id)),
                JSON.createObjectNode().put("state", "requested").put("target", "works"),
                now);
    }
}
