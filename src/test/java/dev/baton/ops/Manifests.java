package dev.baton.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Everything in {@code ops/kubernetes}, read as Kubernetes does, and laid out on disk as the kubelet does. */
record Manifests(List<JsonNode> all) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Manifests read() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("ops/kubernetes"))) {
            for (Path file : files.sorted().toList()) {
                YAML.readerFor(JsonNode.class)
                        .<JsonNode>readValues(file.toFile())
                        .forEachRemaining(all::add);
            }
        }
        return new Manifests(all);
    }

    /** @return the only one of this kind and name */
    JsonNode get(String kind, String name) {
        List<JsonNode> found = all.stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .filter(manifest -> manifest.at("/metadata/name").asText().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " manifests of kind " + kind + " with the name " + name);
        }
        return found.get(0);
    }

    JsonNode pod() {
        return get("StatefulSet", "baton").at("/spec/template/spec");
    }

    JsonNode container() {
        return pod().at("/containers/0");
    }

    /** @return the volume that is mounted at the path */
    JsonNode volumeAt(String path) {
        String name = stream(container().path("volumeMounts"))
                .filter(mount -> mount.path("mountPath").asText().equals(path))
                .map(mount -> mount.path("name").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is mounted at " + path));
        return stream(pod().path("volumes"))
                .filter(volume -> volume.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no volume " + name));
    }

    /** Writes a mounted ConfigMap: files behind a link that an edit turns to another folder. */
    Path mount(String path, Path folder) throws IOException {
        JsonNode source = volumeAt(path).path("configMap");
        JsonNode data = get("ConfigMap", source.path("name").asText()).path("data");
        Path version = Files.createDirectories(folder.resolve("..2026_11_21_10_00_00.1"));
        Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
        for (JsonNode item : items(source, data)) {
            Path file = version.resolve(item.path("path").asText());
            Files.createDirectories(file.getParent());
            Files.writeString(file, data.required(item.path("key").asText()).asText());
            Path top = Path.of(item.path("path").asText()).getName(0);
            if (!Files.exists(folder.resolve(top))) {
                Files.createSymbolicLink(folder.resolve(top), Path.of("..data").resolve(top));
            }
        }
        return folder;
    }

    private static Iterable<JsonNode> items(JsonNode source, JsonNode data) {
        if (source.has("items")) {
            return source.path("items");
        }
        List<JsonNode> items = new ArrayList<>();
        data.fieldNames()
                .forEachRemaining(
                        key -> items.add(YAML.createObjectNode().put("key", key).put("path", key)));
        return items;
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
