package dev.baton.sip.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A strange message and what must happen to it. */
public record Torture(String name, String expected, byte[] bytes) {

    @Override
    public String toString() {
        return name + ": " + expected;
    }

    public static List<Torture> all() {
        List<Torture> all = new ArrayList<>();
        for (String section : text().split("(?m)^=== ")) {
            int line = section.indexOf('\n');
            int colon = section.lastIndexOf(": ", line);
            if (!section.startsWith("#")) {
                String message = section.substring(line + 1);
                all.add(new Torture(section.substring(0, colon), section.substring(colon + 2, line), bytes(message)));
            }
        }
        return all;
    }

    private static String text() {
        try (InputStream resource = Torture.class.getResourceAsStream("/sip/torture.txt")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String[] parts = message.replace("\n", "\r\n").split("\\{\\{|}}", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 0) {
                bytes.writeBytes(parts[i].getBytes(StandardCharsets.UTF_8));
            } else if (parts[i].startsWith("*")) {
                int blank = parts[i].indexOf(' ');
                int times = Integer.parseInt(parts[i].substring(1, blank));
                bytes.writeBytes(parts[i].substring(blank + 1).repeat(times).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.writeBytes(HexFormat.of().parseHex(parts[i]));
            }
        }
        return bytes.toByteArray();
    }
}
