package dev.baton.connector;

import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of one connector, read at once, so that nothing changes under the hand that builds it.
 *
 * @param id the folder's name
 * @param origin where it was read, for error messages
 * @param files text by path inside the folder, for example {@code examples/minimal.yaml}
 */
public record ConnectorFolder(String id, String origin, SortedMap<String, String> files) {

    /** Where a folder has its examples. */
    public static final String EXAMPLES = "examples/";

    private static final String SHIPPED = "jar:connectors/";

    private static final String KAMELET = ".kamelet.yaml";

    /** Every connector folder that ships inside the jar, by id. */
    public static SortedMap<String, ConnectorFolder> shipped() {
        SortedMap<String, SortedMap<String, String>> found = new TreeMap<>();
        try {
            var resolver = new PathMatchingResourcePatternResolver();
            for (Resource resource : resolver.getResources("classpath*:connectors/*/**")) {
                String path = resource.getURL().toString().replaceFirst(".*/connectors/", "");
                int slash = path.indexOf('/');
                if (slash < 0 || !isConnectorFile(path)) {
                    continue;
                }
                found.computeIfAbsent(path.substring(0, slash), id -> new TreeMap<>())
                        .put(path.substring(slash + 1), resource.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The connectors inside the jar cannot be read", e);
        }
        SortedMap<String, ConnectorFolder> folders = new TreeMap<>();
        found.forEach((id, files) -> folders.put(id, new ConnectorFolder(id, SHIPPED + id, files)));
        return folders;
    }

    /** The folders of a directory that mean to be connectors, by id; none when the directory does not exist. */
    public static SortedMap<String, Path> in(Path directory) {
        SortedMap<String, Path> folders = new TreeMap<>();
        try {
            for (Path child : children(directory)) {
                if (Files.isDirectory(child) && !files(child).isEmpty()) {
                    folders.put(name(child), child);
                }
            }
            return folders;
        } catch (IOException e) {
            throw new UncheckedIOException("The connectors in " + directory + " cannot be read", e);
        }
    }

    /**
     * Reads a folder as it is now.
     *
     * @throws SourceException when a file cannot be read, is too large or no text
     */
    public static ConnectorFolder read(Path folder) {
        SortedMap<String, String> texts = new TreeMap<>();
        List<SourceError> errors = new ArrayList<>();
        for (Path file : files(folder)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            try {
                texts.put(path, text(file));
            } catch (CharacterCodingException e) {
                errors.add(SourceError.ofFile(path, "found bytes that are not UTF-8, expected UTF-8 text"));
            } catch (IOException e) {
                errors.add(SourceError.ofFile(path, String.valueOf(e.getMessage())));
            }
        }
        String id = name(folder.toAbsolutePath().normalize());
        requireKamelet(kameletFile(id), texts, errors);
        if (!errors.isEmpty()) {
            throw new SourceException(errors).under(folder.toString());
        }
        return new ConnectorFolder(id, folder.toString(), texts);
    }

    private static void requireKamelet(String kamelet, SortedMap<String, String> texts, List<SourceError> errors) {
        if (!texts.containsKey(kamelet)) {
            String found = texts.keySet().stream()
                    .filter(name -> name.endsWith(KAMELET))
                    .findFirst()
                    .map(other -> "found " + other)
                    .orElse("found no Kamelet");
            errors.add(
                    SourceError.ofFile(kamelet, found + ", expected this file: form and calls, named like the folder"));
        }
    }

    /** The files that count: YAML and JSLT in the folder, YAML in its {@code examples}. Links are followed. */
    public static List<Path> files(Path folder) {
        try {
            List<Path> files = new ArrayList<>(children(folder));
            files.addAll(children(folder.resolve("examples")));
            files.removeIf(file -> !isConnectorFile(name(file)) || !Files.isRegularFile(file));
            return files;
        } catch (IOException e) {
            throw new SourceException(
                    List.of(SourceError.ofFile(folder.toString(), "this folder cannot be read by the gateway's user")));
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > SourceYaml.MAX_BYTES) {
            throw new IOException("found more than 1 MiB, expected at most 1,048,576 bytes");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("this file cannot be read by the gateway's user", e);
        }
    }

    /** Hidden ones are not meant for us: Kubernetes and editors keep their own things there. */
    private static List<Path> children(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(child -> !name(child).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    public boolean isShipped() {
        return origin.startsWith(SHIPPED);
    }

    public static String kameletFile(String id) {
        return id + KAMELET;
    }

    /** The Kamelet that asks a target whether anybody is there. */
    public static String availabilityId(String id) {
        return id + ".availability";
    }

    /** SHA-256 over names and contents, hex: changes whenever any file does. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, text) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isConnectorFile(String path) {
        return path.endsWith(".yaml") || path.endsWith(".jslt");
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
