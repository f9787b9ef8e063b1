package dev.baton.block;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what a mapping says of an answer: nothing when all is well, or how the delivery failed. */
final class FailureOf {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private FailureOf() {}

    /** @throws IllegalArgumentException for anything but an object of class, code and reason; shows no value */
    static Failure mapped(String file, JsonNode result) {
        String code = result.path("code").asText();
        String reason = result.path("reason").asText();
        if (!CODE.matcher(code).matches() || reason.isBlank()) {
            throw new IllegalArgumentException(
                    file + ": found another failure than {class, code, reason}, expected a code of small letters and _,"
                            + " and a sentence as the reason");
        }
        return new Failure(failureClass(file, result.path("class").asText()), code, reason, null);
    }

    private static FailureClass failureClass(String file, String word) {
        return Arrays.stream(FailureClass.values())
                .filter(known -> known.wireName().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + ": found another class of a failure, expected "
                        + Arrays.stream(FailureClass.values())
                                .map(FailureClass::wireName)
                                .collect(Collectors.joining(", "))));
    }
}
