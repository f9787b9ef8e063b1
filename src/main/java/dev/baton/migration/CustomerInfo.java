package dev.baton.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** Who the customer is: JSON in a text of the body. */
final class CustomerInfo {

    /** In CustomerInfo's text: {@code /Context/CustomerInfo#/name}. */
    static final String INSIDE = LegacyRequest.CUSTOMER + "#/";

    private static final Pattern PHONE = Pattern.compile("(?i).*(phone|mobile|tel).*");
    private static final String USUAL_KEY = "phoneNumber";

    private final Draft draft;
    private final boolean marketplace;

    CustomerInfo(Draft draft, boolean marketplace) {
        this.draft = draft;
        this.marketplace = marketplace;
    }

    void read() {
        ObjectNode customer = draft.request().customer();
        JsonNode written = draft.request().body().at(LegacyRequest.CUSTOMER);
        if (customer != null) {
            customer.properties().forEach(member -> take(member.getKey(), member.getValue()));
        } else if (written.isTextual() && !written.textValue().isBlank()) {
            draft.lost(
                    LegacyRequest.CUSTOMER,
                    "is not carried over: one variable holds it all, expected name and email each with a variable of"
                            + " its own, in /customer of the new message");
        }
        if (!marketplace) {
            demand("name", "Ada Jansen");
            demand("email", "ada@example.org");
        }
    }

    private void take(String name, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            lost(name, "a customer's " + name + " is a text");
        } else if (name.equals("name")) {
            draft.member("customer.name", value.asText(), "Ada Jansen");
        } else if (name.equals("email")) {
            draft.member("customer.email", value.asText(), "ada@example.org");
        } else if (PHONE.matcher(name).matches()
                && !draft.message.at("/customer").has("phone")) {
            draft.member("customer.phone", value.asText(), "+31612345678");
            if (!name.equals(USUAL_KEY)) {
                draft.setting("phoneKey", TextNode.valueOf(name));
            }
        } else if (marketplace && name.equals("id")) {
            draft.member("customer.id", value.asText(), "cu-1");
        } else {
            lost(name, "the connector sends name, email and one phone number");
        }
    }

    private void lost(String name, String problem) {
        draft.lost.add(draft.request()
                .at(LegacyRequest.CUSTOMER, "its member '" + name + "' is not carried over: " + problem));
    }

    private void demand(String name, String sample) {
        if (!draft.message.at("/customer").has(name)) {
            draft.member("customer." + name, "{{" + name + "}}", sample);
            draft.todo.add("customer." + name + ": the body has none, and Mobile Service Cloud asks for one");
        }
    }
}
