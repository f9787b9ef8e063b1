package dev.baton.support;

import dev.baton.connector.ConnectorFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Apache's catalogue of Kamelets, as it is published. */
public final class Catalogue {

    private static final String END = ".kamelet.yaml";

    private Catalogue() {}

    /** The ids of everything in it that takes data. */
    public static List<String> sinks() throws IOException {
        return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:kamelets/*-sink" + END))
                .map(file -> Objects.requireNonNull(file.getFilename()).replace(END, ""))
                .sorted()
                .toList();
    }

    /** Drops the file of a Kamelet into a folder of connectors. */
    public static void drop(String id, Path connectors) throws IOException {
        Path folder = Files.createDirectories(connectors.resolve(id));
        Files.writeString(folder.resolve(id + END), text(id));
    }

    /** The Kamelet as a connector's folder. */
    public static ConnectorFolder folder(String id) {
        TreeMap<String, String> files = new TreeMap<>();
        files.put(id + END, text(id));
        return new ConnectorFolder(id, "catalogue/" + id, files);
    }

    private static String text(String id) {
        try {
            Resource file = new PathMatchingResourcePatternResolver().getResource("classpath:kamelets/" + id + END);
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
