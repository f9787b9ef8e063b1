package dev.baton.summary;

import dev.baton.support.FallbackDesks;
import dev.baton.support.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Desks that are sent the summary, and what bots send them. */
final class SummaryDesks {

    /** The longest summary that they take. */
    static final int LONGEST = 400;

    static final String TRANSCRIPT =
            """
            "transcript": [
              {"author": {"role": "bot", "name": "Sam"}, "text": "Hello! How can I help you?"},
              {"author": {"role": "customer"}, "text": "Hi"},
              {"author": {"role": "customer"}, "text": "I sent back order 5512 and still wait for the refund."},
              {"author": {"role": "bot"}, "text": "I did not understand that. Which order is it?"},
              {"author": {"role": "customer"}, "text": "Order 5512. DHL brought it to you on October 28."},
              {"author": {"role": "system"}, "text": "handover requested"},
              {"author": {"role": "customer"}, "text": "Can I talk to a person?"}]""";

    private SummaryDesks() {}

    /** As {@link FallbackDesks#connectors}; {@code calm-desk} takes no transcript, and {@code named-desk} no summary. */
    static Path connectors(Path home) throws IOException {
        Path folder = FallbackDesks.connectors(home);
        for (String id : new String[] {"desk", "calm-desk"}) {
            Files.writeString(
                    folder.resolve(id).resolve("open.jslt"),
                    "// .\n// Promises: .\n{\"handover\": $handoverId, \"team\": $settings.team,"
                            + " \"summary\": summary-text(., " + LONGEST + ")}\n");
        }
        carries(folder, "desk", "summary, customer.name, reason", "summary, transcript, reason");
        carries(folder, "calm-desk", "\"*\"", "summary, reason");
        carries(folder, "named-desk", "\"*\"", "customer");
        return folder;
    }

    private static void carries(Path connectors, String id, String before, String now) throws IOException {
        Path kamelet = connectors.resolve(id).resolve(id + ".kamelet.yaml");
        Files.writeString(kamelet, Files.readString(kamelet).replace("carries: " + before, "carries: " + now));
    }

    /** With {@link #TRANSCRIPT}. */
    static String message(String members) {
        return Messages.with(TRANSCRIPT + ", " + members);
    }
}
