package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.hours.CalendarException;
import dev.baton.hours.CalendarFile;
import dev.baton.hours.Holidays;
import dev.baton.hours.OpeningHours;
import dev.baton.hours.Week;
import dev.baton.schema.Nearest;
import dev.baton.target.Findings.Actor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the opening hours of a step, and the calendar of its holidays. */
final class HoursReader {

    private static final String HOLIDAYS = "holidays";

    private final Path folder;
    private final Findings findings;

    /** @param folder from which the name of a calendar leads on */
    HoursReader(Path folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
    }

    /** @return absent when the step has none, or what it has breaks the schema or is wrong, which has been said */
    @Nullable
    StepHours read(String pointer, JsonNode step) {
        JsonNode hours = step.path("hours");
        if (!hours.path("zone").isTextual() || !hours.path("weekly").isObject()) {
            return null;
        }
        ZoneId zone = zone(pointer + "/zone", hours.path("zone").asText());
        Week week = week(pointer + "/weekly", hours.path("weekly"));
        Holidays holidays = zone == null ? null : holidays(pointer, hours, zone);
        Wording message = new WordingReader(findings).read(pointer + "/message", hours.path("message"));
        return zone == null ? null : new StepHours(new OpeningHours(zone, week, holidays), message);
    }

    /** The file with the step's holidays. */
    static Optional<Path> calendar(Path folder, JsonNode step) {
        JsonNode name = step.path("hours").path(HOLIDAYS);
        try {
            return name.isTextual() ? Optional.of(folder.resolve(name.asText())) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private @Nullable ZoneId zone(String pointer, String name) {
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        String nearest = Nearest.to(name, ZoneId.getAvailableZoneIds());
        findings.atValue(
                pointer,
                "found '" + name + "', expected a time zone such as Europe/Amsterdam"
                        + (nearest == null ? "" : "; did you mean '" + nearest + "'?"),
                Actor.INTEGRATOR);
        return null;
    }

    private Week week(String pointer, JsonNode weekly) {
        Week.Builder week = new Week.Builder();
        weekly.properties().forEach(entry -> {
            List<String> hours = new ArrayList<>();
            if (entry.getValue().isTextual()) {
                hours.add(entry.getValue().asText());
            }
            entry.getValue().forEach(one -> hours.add(one.asText()));
            try {
                week.add(entry.getKey(), hours);
            } catch (IllegalArgumentException e) {
                String found = "found " + entry.getKey() + ": " + String.join(", ", hours) + ", " + e.getMessage();
                findings.atKey(Pointers.join(pointer, entry.getKey()), found, Actor.INTEGRATOR);
            }
        });
        return week.build();
    }

    private @Nullable Holidays holidays(String pointer, JsonNode hours, ZoneId zone) {
        String name = hours.path(HOLIDAYS).asText(null);
        if (name == null) {
            return null;
        }
        try {
            return CalendarFile.read(folder.resolve(name), zone);
        } catch (CalendarException | InvalidPathException e) {
            findings.atValue(pointer + "/" + HOLIDAYS, "found '" + name + "', " + e.getMessage(), Actor.INTEGRATOR);
            return null;
        }
    }
}
