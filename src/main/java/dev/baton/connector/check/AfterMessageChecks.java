package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;

/** A connector whose calls wait for their message takes calls, and its settings about that are ones the gateway knows. */
final class AfterMessageChecks {

    private static final String ANNOTATION = "after-message";
    private static final String CHANNELS = "channels";
    private static final int LONGEST = 60_000;
    private static final Set<String> ANNOUNCE = Set.of("respond", "none");

    private final JsonNode kamelet;
    private final SettingsForm form;
    private final Faults faults;

    AfterMessageChecks(JsonNode kamelet, Faults faults) {
        this.kamelet = kamelet;
        this.form = SettingsForm.of(kamelet);
        this.faults = faults;
    }

    void check() {
        if (!KameletSchema.annotation(kamelet, ANNOTATION).equals("true")) {
            return;
        }
        String channels = KameletSchema.annotation(kamelet, CHANNELS);
        boolean voice = Arrays.stream(channels.split(","))
                .anyMatch(channel -> channel.strip().equals("voice"));
        // Without the annotation it takes every channel.
        if (!channels.isBlank() && !voice) {
            faults.atValue(
                    KameletSchema.annotationPointer(ANNOTATION),
                    "found 'true' without the channel voice, expected baton.dev/channels with voice: only a call waits"
                            + " for its message");
        }
        time();
        announce();
        text();
    }

    private void time() {
        JsonNode setting = form.setting("transferAfterMs");
        boolean bounded = setting.path("type").asText().equals("integer")
                && setting.path("minimum").asInt(-1) >= 0
                && setting.path("maximum").asInt(LONGEST + 1) <= LONGEST;
        if (form.has("transferAfterMs") && !bounded) {
            fault("transferAfterMs", "an integer with a minimum of 0 or more and a maximum of 60000 or less");
        }
    }

    private void announce() {
        boolean known = !form.setting("announce").path("enum").isEmpty();
        for (JsonNode word : form.setting("announce").path("enum")) {
            known &= ANNOUNCE.contains(word.asText());
        }
        if (form.has("announce") && !known) {
            fault("announce", "an enum of respond and none");
        }
    }

    private void text() {
        if (form.has("message")
                && !form.setting("message").path("type").asText().equals("string")) {
            fault("message", "a string: what is spoken when neither step nor handover says it");
        }
    }

    private void fault(String setting, String expected) {
        faults.atKey(
                SettingsForm.POINTER + "/properties/" + setting,
                "found a setting of another form, expected " + expected + ", as baton.dev/after-message has it");
    }
}
