package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.check.TemplateParts.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The options of the blocks, where they stand; names that nobody knows Camel refuses when it builds the connector. */
final class OptionChecks {

    private static final Map<String, List<String>> WORDS = Map.of(
            "into", List.of("body", "path", "query", "header", "headers", "hosts", "sip", "keep", "created", "failure"),
            "credentials", List.of("basic", "form"),
            "stays", List.of("true", "false"));
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Set<String> BLOCKS = Set.of("jslt", "lookup", "token");

    private final SettingsForm form;
    private final List<Call> calls;
    private final Faults faults;

    OptionChecks(JsonNode kamelet, TemplateParts template, Faults faults) {
        this.form = SettingsForm.of(kamelet);
        this.calls = template.calls();
        this.faults = faults;
    }

    void check() {
        calls.stream().filter(call -> BLOCKS.stream().anyMatch(call::isTo)).forEach(call -> call.parameters()
                .properties()
                .forEach(option -> check(
                        Faults.member(call.at(), option.getKey()),
                        option.getKey(),
                        option.getValue().asText())));
        calls.stream()
                .filter(call -> call.isTo("lookup")
                        && !call.uri().contains("url=")
                        && !call.parameters().has("url"))
                .forEach(call -> faults.atValue(
                        call.pointer(), "found no parameter url, expected the address where the vendor is asked"));
    }

    private void check(String pointer, String name, String value) {
        List<String> words = WORDS.get(name);
        if (words != null && !words.contains(value)) {
            faults.unknown(pointer, "'" + value + "'", value, "word", words);
        } else if (name.equals("life") && !SECONDS.matcher(value).matches()) {
            faults.atValue(pointer, "found '" + value + "', expected seconds, from 1 to 99999");
        } else if (name.equals("unless")) {
            for (String setting : value.split(",")) {
                if (!form.has(setting.strip())) {
                    faults.unknown(pointer, "'" + setting.strip() + "'", setting.strip(), "setting", form.names());
                }
            }
        }
    }
}
