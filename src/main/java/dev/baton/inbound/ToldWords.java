package dev.baton.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.delivery.Warnings;
import dev.baton.words.FinalMessage;

/** How a receipt tells the words for the customer, and what became of them on the way. */
final class ToldWords {

    private ToldWords() {}

    static ObjectNode json(FinalMessage words) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("text", words.text());
        if (words.ssml() != null) {
            json.put("ssml", words.ssml());
        }
        if (words.language() != null) {
            json.put("language", words.language());
        }
        return words.translated() ? json.put("translated", true) : json;
    }

    /**
     * Adds the language that was recognised, and warnings.
     *
     * @param pointer of the warnings
     * @param name what a person calls the words
     */
    static void tell(ObjectNode receipt, FinalMessage words, String pointer, String name) {
        if (words.detected() != null) {
            receipt.putObject("language")
                    .put("detected", words.detected().language())
                    .put("confidence", words.detected().confidence());
        }
        words.missing()
                .forEach(variable -> Warnings.add(
                        receipt,
                        pointer,
                        "missing_variable",
                        "The " + name + " has the variable '" + variable + "', which this handover does not give."));
        if (words.notTranslated() != null) {
            Warnings.add(
                    receipt,
                    pointer,
                    "not_translated",
                    "The " + name + " could not be translated into " + words.notTranslated()
                            + ", so it is as it was written.");
        }
    }
}
