package dev.baton.connector.check;

import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.VendorEvents;
import dev.baton.connector.check.TemplateParts.Call;
import dev.baton.source.SourceError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Every mapping file of a connector is used, or it was forgotten. */
final class MappingFiles {

    private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*import\\s+\"([^\"]+)\"");

    private MappingFiles() {}

    /** The steps' mappings are files of the folder; what mappings import is checked when they are compiled. */
    static void missing(ConnectorFolder folder, TemplateParts template, Faults faults) {
        List<String> files = folder.files().keySet().stream()
                .filter(file -> file.endsWith(".jslt"))
                .toList();
        for (Call call : template.calls()) {
            if (call.isTo("jslt") && !files.contains(call.remaining())) {
                faults.unknown(
                        call.pointer(), "jslt:" + call.remaining(), call.remaining(), "file of this folder", files);
            }
        }
    }

    static List<SourceError> unused(ConnectorFolder folder, List<TemplateParts> templates) {
        Deque<String> open = new ArrayDeque<>();
        templates.stream()
                .flatMap(template -> template.calls().stream())
                .filter(call -> call.isTo("jslt"))
                .map(Call::remaining)
                .forEach(open::add);
        open.add(VendorEvents.file(folder.id()));
        Set<String> used = new HashSet<>();
        while (!open.isEmpty()) {
            String file = open.remove();
            if (used.add(file)) {
                IMPORT.matcher(folder.files().getOrDefault(file, ""))
                        .results()
                        .forEach(found -> open.add(found.group(1)));
            }
        }
        return folder.files().keySet().stream()
                .filter(file -> file.endsWith(".jslt") && !used.contains(file))
                .map(file -> SourceError.ofFile(
                        file, "found " + file + ", which no step and no import uses, expected a use, or no such file"))
                .toList();
    }
}
