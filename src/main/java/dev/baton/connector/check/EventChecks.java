package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.EventAuthentication;
import dev.baton.connector.VendorEvents;

/** The mapping of a vendor's events and the annotation that says how they are authenticated belong together. */
final class EventChecks {

    private static final String ANNOTATION = "events";

    private final String file;
    private final boolean mapped;
    private final JsonNode kamelet;
    private final SettingsForm form;
    private final Faults faults;

    EventChecks(ConnectorFolder folder, JsonNode kamelet, Faults faults) {
        this.file = VendorEvents.file(folder.id());
        this.mapped = folder.files().containsKey(file);
        this.kamelet = kamelet;
        this.form = SettingsForm.of(kamelet);
        this.faults = faults;
    }

    void check() {
        String said = KameletSchema.annotation(kamelet, ANNOTATION);
        String pointer = KameletSchema.annotationPointer(ANNOTATION);
        if (said.isEmpty() && mapped) {
            faults.atKey(
                    "/metadata/annotations",
                    "found no baton.dev/events, expected it to say how the requests that " + file
                            + " maps are authenticated, such as token=<secret setting>, header=<name>");
        } else if (!said.isEmpty() && !mapped && !faults.knows(pointer)) {
            faults.atValue(pointer, "found events without a mapping, expected the file " + file);
        } else if (!said.isEmpty() && !said.equals(VendorEvents.OF_SIP) && !faults.knows(pointer)) {
            EventAuthentication.faults(said).forEach(fault -> faults.atValue(pointer, fault));
            secret(pointer, EventAuthentication.of(said).secret());
        }
    }

    private void secret(String pointer, String name) {
        if (form.has(name) && !form.isSecret(name)) {
            faults.atValue(
                    pointer, "found '" + name + "', which is no secret, expected a setting with format: password");
        } else if (!form.has(name) && !faults.knows(pointer)) {
            faults.unknown(pointer, "'" + name + "'", name, "setting with format: password", form.secrets());
        }
    }
}
