package dev.baton.catalog;

import dev.baton.connector.ConnectorFolder;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import dev.baton.target.ConfigurationException;
import dev.baton.target.TargetsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files that the catalog is made from: those in the jar, the installation's folders, {@code targets.yaml}. */
final class CatalogFiles {

    private final SortedMap<String, ConnectorFolder> shipped = ConnectorFolder.shipped();
    private final @Nullable Path connectors;
    private final Path targets;
    private Set<Path> references = Set.of();

    CatalogFiles(@Nullable Path connectors, Path targets) {
        this.connectors = connectors;
        this.targets = targets;
    }

    Path targets() {
        return targets;
    }

    Content read() {
        SortedMap<String, ConnectorFolder> folders = new TreeMap<>(shipped);
        SortedMap<String, SourceException> unreadable = new TreeMap<>();
        if (connectors != null) {
            ConnectorFolder.in(connectors).forEach((id, path) -> {
                try {
                    ConnectorFolder own = ConnectorFolder.read(path);
                    folders.merge(id, own, (ships, copy) -> isCopy(ships, copy) ? ships : copy);
                } catch (SourceException e) {
                    folders.remove(id);
                    unreadable.put(id, e);
                }
            });
        }
        try {
            SourceYaml file = TargetsFile.read(targets);
            references = TargetsFile.references(targets, file);
            return new Content(folders, unreadable, file, null);
        } catch (ConfigurationException e) {
            return new Content(folders, unreadable, null, e);
        }
    }

    /** An unchanged copy, as in a checkout of this project, was proven when it was built, like the original. */
    private static boolean isCopy(ConnectorFolder ships, ConnectorFolder own) {
        return ships.files().equals(own.files());
    }

    /**
     * What the file system tells without reading: changes whenever a file does, also when only the place a link leads to
     * changes, as Kubernetes does it.
     */
    Map<Path, String> stamps() {
        Set<Path> files = new HashSet<>(references);
        files.add(targets);
        try {
            if (connectors != null) {
                for (Path folder : ConnectorFolder.in(connectors).values()) {
                    files.addAll(ConnectorFolder.files(folder));
                }
            }
        } catch (UncheckedIOException | SourceException e) {
            return Map.of(targets, "unreadable");
        }
        Map<Path, String> stamps = new TreeMap<>();
        files.forEach(file -> stamps.put(file, stamp(file)));
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            String wanted = file.getFileSystem().supportedFileAttributeViews().contains("unix")
                    ? "unix:ino,size,lastModifiedTime,ctime"
                    : "size,lastModifiedTime,fileKey";
            return new TreeMap<>(Files.readAttributes(file, wanted)).toString();
        } catch (IOException e) {
            return "none";
        }
    }

    /**
     * @param unreadable folders that could not be read, by id
     * @param file absent when {@code targets.yaml} cannot be read
     * @param fault why it cannot
     */
    record Content(
            SortedMap<String, ConnectorFolder> folders,
            SortedMap<String, SourceException> unreadable,
            @Nullable SourceYaml file,
            @Nullable ConfigurationException fault) {

        /** The connectors that targets name. */
        Set<String> used() {
            Set<String> used = new TreeSet<>();
            if (file != null) {
                file.root()
                        .path("targets")
                        .forEach(target -> used.add(target.path("connector").asText()));
            }
            return used;
        }
    }
}
