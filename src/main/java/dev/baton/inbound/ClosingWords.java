package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.delivery.PlatformSpeaks;
import dev.baton.handover.Action;
import dev.baton.handover.ActionType;
import dev.baton.handover.Channel;
import dev.baton.target.Step;
import dev.baton.target.StepActions;
import dev.baton.target.Wording;
import dev.baton.words.FinalMessage;
import dev.baton.words.FinalMessages;
import dev.baton.words.Source;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words that end the bot's part, where an action asks for them. They are the bot's to say, whoever announces. */
final class ClosingWords {

    private static final String MESSAGE = "message";
    private static final Wording OWN = Wording.of("en", Action.CLOSING);

    private final FinalMessages messages;

    ClosingWords(FinalMessages messages) {
        this.messages = messages;
    }

    /** Adds what the last closing message among the actions says. */
    void addTo(ObjectNode receipt, Channel channel, @Nullable Step step, JsonNode message) {
        List<Action> actions = StepActions.of(step).during(message);
        for (int i = actions.size() - 1; i >= 0; i--) {
            if (actions.get(i).type() == ActionType.SEND_MESSAGE) {
                String pointer = "/" + Action.MEMBER + "/" + i;
                written(actions.get(i), channel, step, message).ifPresent(words -> add(receipt, words, pointer));
                return;
            }
        }
    }

    private Optional<FinalMessage> written(Action action, Channel channel, @Nullable Step step, JsonNode message) {
        boolean ofStep = !message.has(Action.MEMBER);
        Wording declared = ofStep ? StepActions.of(step).closing() : null;
        if (declared != null) {
            return messages.write(declared, Source.STEP, channel, message);
        }
        String text = ofStep ? null : action.closing().orElse(null);
        if (text == null) {
            return messages.write(OWN, Source.DEFAULT, channel, message);
        }
        String language = message.path(MESSAGE).path("language").asText(null);
        return messages.write(Wording.of(language, text), Source.HANDOVER, channel, message);
    }

    private static void add(ObjectNode receipt, FinalMessage words, String pointer) {
        ToldWords.tell(receipt, words, pointer, "closing message");
        if (words.text().isBlank()) {
            return;
        }
        ObjectNode said = receipt.withObjectProperty(MESSAGE);
        ToldWords.json(words).properties().forEach(member -> said.set(name(member.getKey()), member.getValue()));
        if (!said.has("by")) {
            said.put("by", PlatformSpeaks.BOT);
        }
    }

    /** The message before the handover may be in another language: a translator helps with one and not with the other. */
    private static String name(String member) {
        return member.equals("text")
                ? "closing"
                : "closing" + Character.toUpperCase(member.charAt(0)) + member.substring(1);
    }
}
