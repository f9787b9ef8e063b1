package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** A person in a folder who runs one tool after the other. */
final class Terminal {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private String out = "";
    private String err = "";

    Terminal(Path folder) {
        this.folder = folder;
    }

    Terminal with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Terminal pipe(String text) {
        input = text;
        return this;
    }

    int run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(
                folder,
                folder,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                environment::get,
                Clock.systemUTC());
        int code = Tools.run(around, new PrintWriter(out), new PrintWriter(err), arguments);
        this.out = out.toString();
        this.err = err.toString();
        assertThat(this.out + this.err).doesNotContain("\tat ");
        return code;
    }

    Path write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    /** Replaces something that must be there. */
    void edit(String file, String old, String now) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(old);
        write(file, text.replace(old, now));
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    JsonNode json() throws JsonProcessingException {
        return JSON.readTree(out);
    }
}
