package dev.baton.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.schema.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A YAML file as a JSON tree that remembers where every value and every key stands.
 *
 * <p>Plain scalars mean what they mean in JSON: {@code true}, {@code false}, {@code null} (also {@code ~} and nothing)
 * and numbers; everything else is text, also {@code yes}, {@code off} and {@code 0031}. What makes YAML surprising is
 * refused: duplicate keys, anchors and aliases, tags, more than one document. At most 1 MiB and 64 levels.
 */
public final class SourceYaml {

    public static final int MAX_BYTES = 1024 * 1024;
    public static final int MAX_LEVELS = 64;

    private final String file;
    private final JsonNode root;
    private final Map<String, Place> values;
    private final Map<String, Place> keys;

    SourceYaml(String file, JsonNode root, Map<String, Place> values, Map<String, Place> keys) {
        this.file = file;
        this.root = root;
        this.values = Map.copyOf(values);
        this.keys = Map.copyOf(keys);
    }

    /**
     * @param fileName as errors shall name it
     * @throws SourceException when the text is not acceptable
     */
    public static SourceYaml parse(String fileName, String text) {
        if (text.length() > MAX_BYTES) {
            throw tooLarge(fileName);
        }
        return new YamlReader(fileName, text).read();
    }

    /**
     * Reads a UTF-8 file; errors name it by its last name.
     *
     * @throws SourceException when the content is not acceptable
     * @throws IOException when the file cannot be read
     */
    public static SourceYaml read(Path path) throws IOException {
        String name = String.valueOf(path.getFileName());
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw tooLarge(name);
        }
        try {
            return parse(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new SourceException(
                    List.of(SourceError.ofFile(name, "found bytes that are not UTF-8, expected UTF-8 text")));
        }
    }

    private static SourceException tooLarge(String file) {
        return new SourceException(
                List.of(SourceError.ofFile(file, "found more than 1 MiB, expected at most 1,048,576 bytes")));
    }

    public String file() {
        return file;
    }

    /** The document; a null node when the file is empty. Not to be changed. */
    public JsonNode root() {
        return root;
    }

    /** An error about the value at the pointer or, when there is none, about the nearest thing around it. */
    public SourceError atValue(String pointer, String problem) {
        Place exact = values.get(pointer);
        return error(exact == null ? around(pointer) : exact, pointer, problem);
    }

    /** An error about the name of the member at the pointer or, when there is none, about the nearest thing around it. */
    public SourceError atKey(String pointer, String problem) {
        Place exact = keys.get(pointer);
        return error(exact == null ? around(pointer) : exact, pointer, problem);
    }

    /** The violations of this document, each with its place. */
    public List<SourceError> errors(List<Violation> violations) {
        return violations.stream()
                .map(violation -> atValue(violation.pointer(), SourceError.describe(violation)))
                .toList();
    }

    private Place around(String pointer) {
        String parent = pointer;
        while (!parent.isEmpty()) {
            parent = parent.substring(0, Math.max(0, parent.lastIndexOf('/')));
            Place place = keys.getOrDefault(parent, values.get(parent));
            if (place != null) {
                return place;
            }
        }
        return new Place(1, 1);
    }

    private SourceError error(Place place, String pointer, String problem) {
        return new SourceError(file, place.line(), place.column(), pointer, problem);
    }
}
