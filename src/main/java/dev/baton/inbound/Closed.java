package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.delivery.HoursCheck;
import dev.baton.handover.Channel;
import dev.baton.target.Step;
import dev.baton.target.StepHours;
import dev.baton.target.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step outside its hours. It is decided once, when the handover is asked for: the receipt tells the bot and the delivery.
 *
 * @param opensAt absent when it does not open within a year
 */
record Closed(Step step, StepHours hours, @Nullable Instant opensAt, Instant now) {

    /** In a receipt's hours: whether its message is the step's own for when it is closed. */
    private static final String TOLD = "told";

    private static final Duration SAME_WEEK = Duration.ofDays(6);

    /** @return absent when it is open, has no hours, or is none */
    static @Nullable Closed of(@Nullable Step step, Instant now) {
        StepHours hours = step == null ? null : step.hours();
        if (step == null || hours == null || hours.opening().isOpen(now)) {
            return null;
        }
        return new Closed(step, hours, hours.opening().opensAfter(now).orElse(null), now);
    }

    /** The step as it speaks now. */
    Step speaking() {
        return hours.message() == null ? step : step.saying(hours.message());
    }

    /** The message with what the words may name: {@code hours.opensAt}, for people who live there. */
    ObjectNode named(ObjectNode message, Channel channel) {
        if (opensAt == null) {
            return message;
        }
        ObjectNode named = message.objectNode();
        named.setAll(message);
        named.putObject(HoursCheck.HOURS).put(HoursCheck.OPENS_AT, forPeople(opensAt, locale(message, channel)));
        return named;
    }

    /** Tells the bot. Where nobody else is to be tried, nothing is waited for. */
    void addTo(ObjectNode receipt, ObjectNode message, List<String> fallback) {
        ObjectNode shown = receipt.putObject(HoursCheck.HOURS).put("open", false);
        if (opensAt != null) {
            shown.put(HoursCheck.OPENS_AT, opensAt.toString());
        }
        JsonNode own = message.path("message");
        if (hours.message() != null && receipt.has("message") && !own.has("text") && !own.has("template")) {
            shown.put(TOLD, true);
        }
        if (fallback.isEmpty()) {
            receipt.remove(Announcement.SPEAK);
            receipt.remove(Announcement.TRANSFER_AFTER);
            receipt.withObjectProperty("links").remove("ready");
        }
    }

    /** Whether a receipt's message stays true when nobody takes the handover. */
    static boolean isToldIn(ObjectNode receipt) {
        return receipt.path(HoursCheck.HOURS).path(TOLD).asBoolean();
    }

    private String forPeople(Instant at, Locale locale) {
        ZonedDateTime opens = at.atZone(hours.opening().zone());
        boolean today = opens.toLocalDate().equals(LocalDate.ofInstant(now, opens.getZone()));
        boolean soon = Duration.between(now, at).compareTo(SAME_WEEK) < 0;
        String pattern = today ? "HH:mm" : soon ? "EEEE HH:mm" : "d MMMM HH:mm";
        return DateTimeFormatter.ofPattern(pattern, locale).format(opens);
    }

    /** Of the words that are said, as far as anybody knows. */
    private Locale locale(JsonNode message, Channel channel) {
        String wanted = message.path("conversation").path("language").asText(null);
        Wording words = hours.message();
        String said = words == null
                ? null
                : Optional.ofNullable(wanted)
                        .flatMap(tag -> words.in(channel, tag))
                        .or(() -> words.otherwise(channel))
                        .map(Wording.Words::language)
                        .orElse(wanted);
        return said == null ? Locale.ENGLISH : Locale.forLanguageTag(said);
    }
}
