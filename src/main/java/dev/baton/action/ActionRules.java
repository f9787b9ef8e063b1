package dev.baton.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Action;
import dev.baton.schema.Nearest;
import dev.baton.schema.Violation;
import java.util.List;
import java.util.TreeSet;

/** What a message may not ask for although its form is right: a gateway is no mail relay for whoever may post to it. */
public final class ActionRules {

    private final ActionProperties properties;

    public ActionRules(ActionProperties properties) {
        this.properties = properties;
    }

    /** @param violations gets everything that the message asks for and cannot have */
    public void check(JsonNode message, List<Violation> violations) {
        JsonNode actions = message.path(Action.MEMBER);
        for (int i = 0; i < actions.size(); i++) {
            String pointer = "/" + Action.MEMBER + "/" + i + "/parameters/";
            JsonNode parameters = actions.path(i).path("parameters");
            emails(pointer + "email/", parameters.path("email"), violations);
            webhooks(pointer + "webhooks/", parameters.path("webhooks"), violations);
        }
    }

    private void emails(String pointer, JsonNode emails, List<Violation> violations) {
        for (int i = 0; i < emails.size(); i++) {
            String address = emails.path(i).asText();
            String expected = expected(address);
            if (!expected.isEmpty()) {
                violations.add(new Violation(pointer + i, '"' + address + '"', expected, null));
            }
        }
    }

    private String expected(String address) {
        ActionProperties.Mail mail = properties.mail();
        if (mail.host() == null) {
            return "no address: this gateway sends no e-mail. The operator sets baton.actions.mail.host";
        }
        if (!Addresses.isAddress(address)) {
            return "a plain address such as team@example.org";
        }
        return mail.domains().contains(Addresses.domain(address))
                ? ""
                : "an address in a domain of the gateway's setting baton.actions.mail.domains; the operator adds it"
                        + " there, or the bot author corrects the address";
    }

    private void webhooks(String pointer, JsonNode names, List<Violation> violations) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.path(i).asText();
            if (!properties.webhooks().containsKey(name)) {
                violations.add(new Violation(
                        pointer + i,
                        '"' + name + '"',
                        "the name of a webhook in the gateway's setting baton.actions.webhooks",
                        Nearest.to(name, new TreeSet<>(properties.webhooks().keySet()))));
            }
        }
    }
}
