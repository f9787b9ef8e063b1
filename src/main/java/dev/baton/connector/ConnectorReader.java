package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.check.ConnectorChecks;
import dev.baton.connector.check.Placeholder;
import dev.baton.handover.Channel;
import dev.baton.mapping.Mapping;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import dev.baton.target.ConnectorForm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Connector} of a folder, or says everything that is wrong with it. */
public final class ConnectorReader {

    private final ConnectorFolder folder;
    private final List<SourceError> errors = new ArrayList<>();
    private final MappingFiles mappingFiles;
    private final boolean trusted;

    private ConnectorReader(ConnectorFolder folder, boolean trusted) {
        this.folder = folder;
        this.mappingFiles = new MappingFiles(folder, errors);
        this.trusted = trusted;
    }

    /**
     * A connector of which only the settings are of interest, so that neither its examples are read nor anything is
     * checked: that was done when it was built.
     */
    public static Connector trusted(ConnectorFolder folder) {
        return new ConnectorReader(folder, true).read();
    }

    /** @throws SourceException with every error of the folder */
    public static Connector read(ConnectorFolder folder) {
        try {
            return new ConnectorReader(folder, false).read();
        } catch (SourceException e) {
            throw e.under(folder.origin());
        }
    }

    private Connector read() {
        String file = ConnectorFolder.kameletFile(folder.id());
        SourceYaml kamelet = SourceYaml.parse(file, folder.files().getOrDefault(file, ""));
        JsonNode root = kamelet.root();
        boolean stock = StockKamelet.is(root);
        if (stock) {
            StockKamelet.settle(root);
        }
        SourceYaml asking = companion(ConnectorFolder.availabilityId(folder.id()));
        Map<Operation, SourceYaml> operating = operations();
        Map<String, SourceYaml> files = trusted ? Map.of() : ExampleFiles.parse(folder, errors);
        if (!trusted) {
            errors.addAll(ConnectorChecks.of(folder, kamelet, asking, operating, files));
        }
        Map<String, Mapping> mappings = mappingFiles.in(kamelet);
        Map<String, Mapping> asksWith = asking == null ? Map.of() : mappingFiles.in(asking);
        Map<Operation, Map<String, Mapping>> operatesWith = new EnumMap<>(Operation.class);
        operating.forEach((operation, yaml) -> operatesWith.put(operation, mappingFiles.in(yaml)));
        Optional<Mapping> events = mappingFiles.compile(VendorEvents.file(folder.id()));
        List<Example> examples = ExampleFiles.read(files, errors);
        JsonNode definition = root.at("/spec/definition");
        KameletAnnotations says = new KameletAnnotations(root);
        Set<Channel> channels = errors.isEmpty() ? says.channels() : Set.of();
        if (!errors.isEmpty()) {
            throw new SourceException(errors);
        }
        Connector connector = new Connector(
                folder.id(),
                definition.path("title").asText(folder.id()),
                folder.fingerprint().substring(0, 8),
                folder.origin(),
                says.isTrue("idempotent"),
                says.isTrue("after-message"),
                Carries.of(stock && mappings.isEmpty() ? "*" : says.text("carries")),
                says.words("requires"),
                says.words("hosts"),
                new ConnectorForm(folder.id(), channels, (ObjectNode) definition, placeholders(root), asks(asking)),
                mappings,
                KameletText.of(kamelet, folder.files().getOrDefault(file, "")),
                examples,
                events.map(mapping -> VendorEvents.of(mapping, says.text("events")))
                        .orElse(null),
                null,
                says.words("actions").contains("createTask"),
                Map.of());
        Map<Operation, Connector> operations = new EnumMap<>(Operation.class);
        operating.forEach((operation, yaml) -> operations.put(
                operation,
                companion(
                        operation.kameletOf(folder.id()),
                        connector,
                        yaml,
                        operatesWith.getOrDefault(operation, Map.of()))));
        return connector.with(
                asking == null
                        ? null
                        : companion(ConnectorFolder.availabilityId(folder.id()), connector, asking, asksWith),
                operations);
    }

    private @Nullable SourceYaml companion(String id) {
        String file = ConnectorFolder.kameletFile(id);
        String text = folder.files().get(file);
        return text == null ? null : SourceYaml.parse(file, text);
    }

    private Map<Operation, SourceYaml> operations() {
        Map<Operation, SourceYaml> found = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            SourceYaml yaml = companion(operation.kameletOf(folder.id()));
            if (yaml != null) {
                found.put(operation, yaml);
            }
        }
        return found;
    }

    /** Everything but its calls is as in the connector itself. */
    private Connector companion(String id, Connector connector, SourceYaml kamelet, Map<String, Mapping> mappings) {
        KameletAnnotations says = new KameletAnnotations(kamelet.root());
        String text = folder.files().getOrDefault(kamelet.file(), "");
        return new Connector(
                id,
                connector.title(),
                connector.version(),
                connector.origin(),
                true,
                false,
                Carries.of(""),
                List.of(),
                says.text("hosts").isEmpty() ? connector.hosts() : says.words("hosts"),
                connector.form(),
                mappings,
                KameletText.of(kamelet, text).withSettingsOf(connector.kamelet()),
                List.of(),
                null,
                null,
                false,
                Map.of());
    }

    private static @Nullable Set<String> asks(@Nullable SourceYaml asking) {
        if (asking == null) {
            return null;
        }
        Set<String> required = new HashSet<>();
        asking.root().at("/spec/definition/required").forEach(name -> required.add(name.asText()));
        return required;
    }

    /** Settings that stand as {@code {{name}}} in the calls: a message must not be able to change them. */
    private static Set<String> placeholders(JsonNode root) {
        return Placeholder.in(root.at("/spec/template").toString()).stream()
                .map(Placeholder::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
