package dev.baton.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
record ConnectorFolder(String id, String origin, SortedMap<String, String> files) {

    private static final long MAX_FILE_BYTES = 1024 * 1024;

    /** Every connector folder that ships inside the jar, by id. */
    static SortedMap<String, ConnectorFolder> shipped() {
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
        found.forEach((id, files) -> folders.put(id, new ConnectorFolder(id, "jar:connectors/" + id, files)));
        return folders;
    }

    /** Every connector folder in a directory, by id; none when the directory does not exist. */
    static SortedMap<String, ConnectorFolder> in(Path directory) {
        SortedMap<String, ConnectorFolder> folders = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return folders;
        }
        try (Stream<Path> children = Files.list(directory)) {
            children.filter(child -> Files.isRegularFile(child.resolve(kameletFile(name(child)))))
                    .forEach(child -> folders.put(name(child), read(child)));
        } catch (IOException e) {
            throw new UncheckedIOException("The connectors in " + directory + " cannot be read", e);
        }
        return folders;
    }

    static ConnectorFolder read(Path folder) {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(folder, 2)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (isConnectorFile(path) && Files.size(file) <= MAX_FILE_BYTES) {
                    files.put(path, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The connector folder " + folder + " cannot be read", e);
        }
        return new ConnectorFolder(name(folder), folder.toString(), files);
    }

    static String kameletFile(String id) {
        return id + ".kamelet.yaml";
    }

    /** SHA-256 over names and contents, hex: changes whenever any file does. */
    String fingerprint() {
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
