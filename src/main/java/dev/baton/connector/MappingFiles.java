package dev.baton.connector;

import dev.baton.mapping.Mapping;
import dev.baton.mapping.MappingException;
import dev.baton.source.SourceError;
import dev.baton.source.SourceYaml;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The mappings in a connector's folder, compiled. */
final class MappingFiles {

    private static final Pattern MAPPING = Pattern.compile("\"jslt:([^\"?]+)");

    private final ConnectorFolder folder;
    private final List<SourceError> errors;

    /** @param errors to which those of the mappings are added */
    MappingFiles(ConnectorFolder folder, List<SourceError> errors) {
        this.folder = folder;
        this.errors = errors;
    }

    /** The mappings that the Kamelet names; what only other mappings import is compiled with them. */
    Map<String, Mapping> in(SourceYaml kamelet) {
        Map<String, Mapping> mappings = new HashMap<>();
        MAPPING.matcher(kamelet.root().at("/spec/template").toString())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(name -> compile(name).ifPresent(mapping -> mappings.put(name, mapping)));
        return Map.copyOf(mappings);
    }

    /** @return absent when there is no such file, or an error in it, which is then among the errors */
    Optional<Mapping> compile(String name) {
        Optional<String> text = file(name);
        if (text.isEmpty()) {
            // The checks have said so.
            return Optional.empty();
        }
        try {
            return Optional.of(Mapping.compile(name, text.get(), this::file));
        } catch (MappingException e) {
            errors.add(new SourceError(e.file(), e.line(), e.column(), "", e.reason()));
            return Optional.empty();
        }
    }

    private Optional<String> file(String name) {
        return Optional.ofNullable(folder.files().get(name));
    }
}
