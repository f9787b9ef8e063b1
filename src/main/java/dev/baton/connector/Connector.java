package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Channel;
import dev.baton.mapping.Mapping;
import dev.baton.target.ConnectorForm;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of a connector: everything its folder says, read and compiled. Immutable.
 *
 * @param origin where its folder was read
 * @param idempotent whether a call whose outcome is unknown may be sent again
 * @param afterMessage whether a call is delivered only after its message was spoken
 * @param carries which parts of a handover reach the target
 * @param requires paths in the handover that must be present, for example {@code customer.email}
 * @param hosts where it may call, as its annotation says, with settings as <code>{{name}}</code>; empty when it says
 *     nothing
 * @param kamelet form and calls
 * @param events how the vendor's own events are understood; absent when they are not
 * @param availability what asks a target whether anybody is there, with the same settings; absent when nothing does
 * @param isTask whether what it makes at its target is a record that somebody has to see to
 * @param operations what else it can do at its target, with the same settings
 */
public record Connector(
        String id,
        String title,
        String version,
        String origin,
        boolean idempotent,
        boolean afterMessage,
        Carries carries,
        List<String> requires,
        List<String> hosts,
        ConnectorForm form,
        Map<String, Mapping> mappings,
        KameletText kamelet,
        List<Example> examples,
        @Nullable VendorEvents events,
        @Nullable Connector availability,
        boolean isTask,
        Map<Operation, Connector> operations) {

    Connector with(@Nullable Connector asking, Map<Operation, Connector> others) {
        return new Connector(
                id,
                title,
                version,
                origin,
                idempotent,
                afterMessage,
                carries,
                requires,
                hosts,
                form,
                mappings,
                kamelet,
                examples,
                events,
                asking,
                isTask,
                Map.copyOf(others));
    }

    public Set<Channel> channels() {
        return form.channels();
    }

    /** The paths that it cannot do without and that this handover does not have. */
    public List<String> missingIn(JsonNode handover) {
        return requires.stream()
                .filter(path ->
                        handover.at("/" + path.replace('.', '/')).asText().isBlank())
                .toList();
    }

    String kameletFile() {
        return ConnectorFolder.kameletFile(id);
    }

    /** The example to learn the vendor's answers from: the one called minimal, or else the shortest that goes well. */
    public Optional<Example> model() {
        return model(Set.of());
    }

    /**
     * The same for a target that gives these settings: which hosts it names may change which calls are made.
     *
     * @param given names of settings
     */
    public Optional<Example> model(Set<String> given) {
        return examples.stream()
                .filter(example -> example.receipt() != null)
                .min(Comparator.<Example>comparingLong(example -> otherAddresses(example, given))
                        .thenComparing(example -> !example.file().equals("examples/minimal.yaml"))
                        .thenComparing(example -> example.exchange().size()));
    }

    /** How many addresses that are looked up when nobody gives them only the example gives, or only the target. */
    private long otherAddresses(Example example, Set<String> given) {
        return form.definition().path("properties").properties().stream()
                .filter(setting -> setting.getValue().path("format").asText().equals("uri"))
                .filter(setting -> !setting.getValue().has("default"))
                .filter(setting ->
                        given.contains(setting.getKey()) != example.settings().has(setting.getKey()))
                .count();
    }

    /** @throws IllegalArgumentException when the folder has no such file */
    public Mapping mapping(String file) {
        Mapping mapping = mappings.get(file);
        if (mapping == null) {
            throw new IllegalArgumentException("Connector " + id + " has no mapping " + file);
        }
        return mapping;
    }
}
