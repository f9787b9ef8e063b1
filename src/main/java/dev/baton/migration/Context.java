package dev.baton.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/** What the body says for routing: what is the same every time becomes a setting, what varies a member of the message. */
final class Context {

    private final Draft draft;
    private final boolean marketplace;

    Context(Draft draft, boolean marketplace) {
        this.draft = draft;
        this.marketplace = marketplace;
    }

    void read() {
        draft.request().body().path("Context").properties().forEach(member -> {
            if (!member.getKey().equals("CustomerInfo")) {
                take(member.getKey(), member.getValue());
            }
        });
    }

    private void take(String name, JsonNode value) {
        String text = value.asText();
        if (value.isTextual() && text.isEmpty() && !name.equals("RoutingKeywords")) {
            return;
        }
        boolean varies = value.isTextual() && Variables.areIn(text);
        switch (name) {
            case "RoutingKeywords" -> keywords(text, varies);
            case "WebStoreReferrer" -> {
                if (varies) {
                    draft.member("routing.webstoreReferrer", text, "shop");
                } else {
                    constant(name, "webstoreReferrer", value);
                }
            }
            case "Routing" -> routing(value, varies);
            default -> other(name, value, varies);
        }
    }

    private void keywords(String text, boolean varies) {
        if (varies) {
            draft.samples.want(text, "billing");
            draft.message.withObject("/routing").putArray("keywords").add(text);
        } else if (!text.isEmpty() || marketplace) {
            constant("RoutingKeywords", "routingKeywords", TextNode.valueOf(text));
        }
    }

    private void routing(JsonNode value, boolean varies) {
        if (!marketplace) {
            other("Routing", value, varies);
        } else if (varies) {
            draft.member("routing.queue", value.asText(), "returns");
        } else {
            draft.setting("routing", value);
        }
    }

    /** The marketplace's connector has one setting for everything that is the same every time. */
    private void constant(String name, String setting, JsonNode value) {
        if (marketplace) {
            draft.settings.withObject("/context").set(name, value);
        } else {
            draft.setting(setting, value);
        }
    }

    private void other(String name, JsonNode value, boolean varies) {
        if (Draft.looksSecret(name)) {
            lost(name, "it looks like a secret, which does not belong into a context");
        } else if (marketplace) {
            if (value.isTextual() && !varies) {
                draft.settings.withObject("/context").set(name, value);
            } else {
                draft.message.withObject("/context").set(name, value);
            }
        } else if (name.toLowerCase(Locale.ROOT).contains("profile") && value.isTextual()) {
            profile(name, value, varies);
        } else {
            lost(name, "the connector msc-text sends keywords, web store referrer, profile and customer, nothing else");
        }
    }

    private void profile(String name, JsonNode value, boolean varies) {
        if (!name.equals("Profile")) {
            draft.setting("profileKey", TextNode.valueOf(name));
        }
        if (varies) {
            draft.member("routing.profile", value.asText(), "gold");
        } else {
            draft.setting("profile", value);
        }
    }

    private void lost(String name, String why) {
        draft.lost("/Context/" + Spelling.escaped(name), "is not carried over: " + why);
    }
}
