package dev.baton.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of a transcript that has words.
 *
 * @param role as in the message: customer, bot or agent
 */
record Said(String role, String text) {

    private static final String CUSTOMER = "customer";
    private static final String SYSTEM = "system";

    /** Everything that somebody said, oldest first. What a system notes is no part of the conversation. */
    static List<Said> in(JsonNode message) {
        List<Said> said = new ArrayList<>();
        for (JsonNode one : message.path("transcript")) {
            String text = one.path("text").asText("");
            String role = one.path("author").path("role").asText("unknown");
            if (!text.isBlank() && !role.equals(SYSTEM)) {
                said.add(new Said(role, text));
            }
        }
        return said;
    }

    static int characters(List<Said> said) {
        return said.stream().mapToInt(one -> one.text().length()).sum();
    }

    /** For people. */
    String speaker() {
        return switch (role) {
            case CUSTOMER -> "Customer";
            case "bot" -> "Bot";
            case "agent" -> "Agent";
            default -> "Somebody";
        };
    }

    boolean byCustomer() {
        return role.equals(CUSTOMER);
    }
}
