package dev.baton.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bot's own handover by API step, as a target of this gateway and the message that the bot posts instead.
 *
 * @param connector {@code msc-text} or {@code marketplace}
 * @param settings of the target; what is secret or not known is the name of an environment variable
 * @param template the message, with the old platform's variables in it
 * @param sample the same message with a value for every variable
 * @param adapters one sentence: which adapter is which, and why
 * @param todo what the integrator has to give
 * @param lost what is not carried over, each with its place
 */
public record Migration(
        String connector,
        ObjectNode settings,
        ObjectNode template,
        ObjectNode sample,
        String adapters,
        List<String> todo,
        List<SourceError> lost,
        Old old) {

    /** The name of the new target. */
    public static final String TARGET = "msc";

    /**
     * What the new calls are compared with.
     *
     * @param environment a value for every environment variable of the settings
     * @param swapped whether the adapters were asked to change places
     */
    record Old(String url, JsonNode body, Map<String, String> environment, boolean swapped) {}

    /**
     * @param name of the file, for errors
     * @param json the body, or the request as {@code {"url", "headers", "body"}}
     * @param messaging which end of the cut link is the messaging adapter, {@code source} or {@code target}; absent to
     *     find it out
     * @throws SourceException when it is no such body; says everything that is wrong, and where
     */
    public static Migration of(String name, byte[] json, @Nullable String messaging) {
        LegacyRequest request = LegacyRequest.of(LegacyFile.read(name, json));
        Adapters.End wanted = messaging == null ? null : Adapters.End.valueOf(messaging.toUpperCase(Locale.ROOT));
        Adapters adapters = Adapters.of(request.mutations(), wanted);
        Draft draft = draft(request, adapters);
        return new Migration(
                adapters.marketplace() == null ? "msc-text" : "marketplace",
                draft.settings,
                draft.message,
                (ObjectNode) draft.samples.fill(draft.message),
                adapters.why(),
                List.copyOf(draft.todo),
                List.copyOf(draft.lost),
                new Old(
                        Variables.fill(request.file().url(), draft.samples),
                        draft.samples.fill(request.body()),
                        Map.copyOf(draft.environment),
                        adapters.asked() && adapters.taken() == Adapters.End.TARGET));
    }

    /** In the order in which the files shall read. */
    private static Draft draft(LegacyRequest request, Adapters adapters) {
        Draft draft = new Draft(request);
        boolean marketplace = adapters.marketplace() != null;
        new Address(draft).read();
        links(draft, adapters);
        draft.message.putObject("source").put("platform", "halo").put("botId", "support");
        draft.member("conversation.id", request.body().path("chatId").asText(), "c-1");
        draft.member("conversation.channel", "text", "text");
        new CustomerInfo(draft, marketplace).read();
        new Context(draft, marketplace).read();
        draft.message.putObject("reason").put("code", "customer_request");
        draft.message.put("step", "support");
        leftovers(draft);
        return draft;
    }

    private static void links(Draft draft, Adapters adapters) {
        adapter(draft, "messagingAdapterId", adapters.messaging(), "CM_MESSAGING_ADAPTER_ID");
        adapter(draft, "botAdapterId", adapters.bot(), "CM_BOT_ADAPTER_ID");
        boolean component = draft.request().mutations().stream()
                .anyMatch(mutation -> mutation.path("ComponentId").asText().equals("CMBot"));
        if (adapters.marketplace() != null) {
            adapter(draft, "marketplaceAdapterId", adapters.marketplace(), "CM_MARKETPLACE_ADAPTER_ID");
            long links = draft.request().mutations().stream()
                    .filter(mutation -> mutation.path("action").asText().equals("Enable"))
                    .count();
            draft.setting("replyLink", BooleanNode.valueOf(links > 1));
        }
        draft.setting("disableComponent", BooleanNode.valueOf(component));
    }

    private static void adapter(Draft draft, String setting, @Nullable String id, String variable) {
        if (id == null) {
            draft.fromEnvironment(setting, variable, Samples.ID, "the body does not name this adapter");
        } else if (Variables.isOne(id)) {
            draft.samples.want(id, Samples.ID);
            draft.fromEnvironment(setting, variable, draft.samples.of(id), "the adapter that " + id + " stood for");
        } else {
            draft.setting(setting, TextNode.valueOf(id));
        }
    }

    /** What no part of the new call comes from. */
    private static void leftovers(Draft draft) {
        draft.request().body().fieldNames().forEachRemaining(name -> {
            if (!List.of("chatId", "Context", "mutations").contains(name)) {
                draft.lost("/" + Spelling.escaped(name), "is not carried over: the router's call has no such member");
            }
        });
    }
}
