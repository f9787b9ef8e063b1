package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.check.TemplateParts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every <code>{{name}}</code> in the calls is a setting of the connector, or one of its beans. */
final class PlaceholderChecks {

    private static final Set<String> FUNCTIONS = Set.of("env", "sys", "service", "file", "bean");

    private final SettingsForm form;
    private final List<String> beans = new ArrayList<>();
    private final TemplateParts template;
    private final Faults faults;

    PlaceholderChecks(JsonNode kamelet, TemplateParts template, Faults faults) {
        this.form = SettingsForm.of(kamelet);
        this.template = template;
        this.faults = faults;
        kamelet.at(TemplateParts.POINTER + "/beans")
                .forEach(bean -> beans.add(bean.path("name").asText()));
    }

    void check() {
        for (Part part : template.texts()) {
            Placeholder.in(part.value().asText()).forEach(found -> check(part.pointer(), found));
        }
    }

    private void check(String pointer, Placeholder found) {
        boolean known = form.has(found.name()) || beans.contains(found.name());
        boolean function = found.hasColon() && (!known || FUNCTIONS.contains(found.name()));
        if (function) {
            faults.atValue(
                    pointer,
                    "found " + found.text() + ", expected {{<setting>}}: values come from targets.yaml only,"
                            + " never from elsewhere on the machine");
        } else if (!known) {
            faults.unknown(pointer, found.text(), found.name(), "setting", form.names());
        }
    }
}
