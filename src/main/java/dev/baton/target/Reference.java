package dev.baton.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value that stands elsewhere: <code>${ENV_NAME}</code> or <code>${file:/absolute/path}</code>. */
record Reference(String text, @Nullable String variable, @Nullable String path) {

    static final String FORMS = "${ENV_NAME} or ${file:/absolute/path}";
    private static final int MAX_BYTES = 64 * 1024;
    private static final Pattern FORM = Pattern.compile("\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)|file:(/[^}\\p{Cntrl}]+))}");

    /** Null when the whole text is not a reference. */
    static @Nullable Reference of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? new Reference(text, form.group(1), form.group(2)) : null;
    }

    /** @throws Unresolved naming variable or path, never a value */
    String resolve(UnaryOperator<@Nullable String> environment) throws Unresolved {
        return path == null ? variable(String.valueOf(variable), environment) : content(path);
    }

    private static String variable(String name, UnaryOperator<@Nullable String> environment) throws Unresolved {
        String value = environment.apply(name);
        if (value == null || value.isEmpty()) {
            throw new Unresolved("the environment variable " + name + " is " + (value == null ? "not set" : "empty"));
        }
        return value;
    }

    private static String content(String path) throws Unresolved {
        try {
            Path file = Path.of(path);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // Reading a pipe could wait forever.
                throw new Unresolved("the path " + path + " is no regular file");
            }
            return text(path, file);
        } catch (CharacterCodingException e) {
            throw new Unresolved("the file " + path + " is not UTF-8 text");
        } catch (IOException | InvalidPathException e) {
            throw new Unresolved("the file " + path + " is missing or cannot be read");
        }
    }

    private static String text(String path, Path file) throws IOException, Unresolved {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new Unresolved("the file " + path + " is larger than 64 KiB");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString()
                .replaceFirst("\\r?\\n\\z", "");
        if (text.isEmpty()) {
            throw new Unresolved("the file " + path + " is empty");
        }
        return text;
    }

    /** Why there is no value, as a sentence without one. */
    static final class Unresolved extends Exception {
        Unresolved(String problem) {
            super(problem, null, false, false);
        }
    }
}
