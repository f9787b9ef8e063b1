package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.Operation;
import dev.baton.source.SourceError;
import dev.baton.source.SourceYaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be said about a connector's folder without running it, beyond what its mappings and examples say
 * when they are read.
 */
public final class ConnectorChecks {

    private static final Comparator<SourceError> ORDER = Comparator.comparing(SourceError::file)
            .thenComparingInt(SourceError::line)
            .thenComparingInt(SourceError::column);

    private ConnectorChecks() {}

    /**
     * @param asking the Kamelet that asks whether anybody is there, if there is one
     * @param operating the Kamelets that do something else, by what they do
     * @param examples those of the folder's examples that are YAML, by name
     * @return what is wrong, by file and place; the files are named as in the folder
     */
    public static List<SourceError> of(
            ConnectorFolder folder,
            SourceYaml kamelet,
            @Nullable SourceYaml asking,
            Map<Operation, SourceYaml> operating,
            Map<String, SourceYaml> examples) {
        JsonNode root = kamelet.root();
        TemplateParts template = TemplateParts.of(root);
        Faults faults = new Faults(kamelet);
        KameletSchema.check(root, faults);
        new DefinitionChecks(root, faults).check();
        new AnnotationChecks(root, template, faults).check();
        new AfterMessageChecks(root, faults).check();
        new DynamicChecks(template, faults).check();
        new PlaceholderChecks(root, template, faults).check();
        new SecretChecks(root, template, faults).check();
        new OptionChecks(root, template, faults).check();
        MappingFiles.missing(folder, template, faults);
        new EventChecks(folder, root, faults).check();
        name(folder.id(), root, faults);
        List<SourceError> errors = new ArrayList<>(faults.list());
        List<TemplateParts> templates = new ArrayList<>(List.of(template));
        if (asking != null) {
            errors.addAll(CompanionChecks.of(folder, root, asking, ConnectorFolder.availabilityId(folder.id())));
            templates.add(TemplateParts.of(asking.root()));
        }
        operating.forEach((operation, yaml) -> {
            errors.addAll(CompanionChecks.of(folder, root, yaml, operation.kameletOf(folder.id())));
            templates.add(TemplateParts.of(yaml.root()));
        });
        if (!faults.knowsBelow(TemplateParts.POINTER)) {
            errors.addAll(MappingFiles.unused(folder, templates));
        }
        errors.addAll(new ExampleChecks(folder, root, asking, operating, faults).check(examples));
        errors.sort(ORDER);
        return List.copyOf(errors);
    }

    private static void name(String folder, JsonNode root, Faults faults) {
        String pointer = "/metadata/name";
        if (!faults.knows(pointer) && !folder.equals(root.at(pointer).asText())) {
            faults.atValue(
                    pointer,
                    "found " + root.at(pointer).asText() + ", expected " + folder + ", the name of the folder");
        }
    }
}
