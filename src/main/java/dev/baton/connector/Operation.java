package dev.baton.connector;

import java.util.Optional;

/**
 * What a connector may do at its target beside handing over. A Kamelet of its own in the connector's folder does it, and
 * the presence of that file is the declaration that the target can.
 */
public enum Operation {
    /** Take back what the handover changed there, when the conversation has come back. */
    UNDO("undo"),
    /** Give what the handover made there to a person. */
    ASSIGN("assign"),
    /** Mark what the handover made there. */
    TAGS("tags");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    /** The word in file names and examples, for example {@code undo}. */
    public String word() {
        return word;
    }

    /** The Kamelet's name. */
    public String kameletOf(String connector) {
        return connector + "." + word;
    }

    /** Empty when no operation has this word. */
    public static Optional<Operation> of(String word) {
        for (Operation operation : values()) {
            if (operation.word.equals(word)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
