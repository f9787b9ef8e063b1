package dev.baton.summary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.target.SummaryWay;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the summaries that bots do not give. */
public final class Summaries implements AutoCloseable {

    /** So much is read as quickly as what could be picked from it. */
    private static final int AT_A_GLANCE = 160;

    private final SummaryWay usual;
    private final @Nullable Model model;
    private final MeterRegistry meters;
    private final Clock clock;

    public Summaries(SummaryProperties properties, MeterRegistry meters, Clock clock) {
        URI address = properties.address();
        this.usual = properties.usual();
        this.model =
                address == null ? null : new Model(properties, address, Objects.requireNonNull(properties.model()));
        this.meters = meters;
        this.clock = clock;
    }

    /** Whether the bot has said something that is to be taken as it is. */
    public static boolean isGiven(JsonNode message) {
        return !message.path("summary").path("text").asText("").isBlank();
    }

    /**
     * Makes a summary, within the time that is configured for it.
     *
     * @param wanted what the step says; absent when it says nothing
     * @param withTranscript whether who gets the summary gets the transcript, too
     * @return empty when none is wanted, nobody has said anything, or an extract would say nothing new
     */
    public Optional<Summary> make(JsonNode message, @Nullable SummaryWay wanted, boolean withTranscript) {
        SummaryWay way = wanted == null ? usual : wanted;
        List<Said> said = way == SummaryWay.NONE ? List.of() : Said.in(message);
        boolean nothingNew = way == SummaryWay.EXTRACT && withTranscript && Said.characters(said) <= AT_A_GLANCE;
        if (said.isEmpty() || nothingNew) {
            return Optional.empty();
        }
        return Optional.of(way == SummaryWay.MODEL ? byModel(message, said) : extracted(message, said, null));
    }

    /**
     * As {@link #make}, but asks nobody.
     *
     * @return where the model would be asked, the extract, with a problem that says so
     */
    public Optional<Summary> preview(JsonNode message, @Nullable SummaryWay wanted, boolean withTranscript) {
        SummaryWay way = wanted == null ? usual : wanted;
        if (way != SummaryWay.MODEL || model == null) {
            return make(message, way, withTranscript);
        }
        String asked = "The model " + model.name() + " is asked when it is handed over.";
        return Optional.of(Said.in(message))
                .filter(said -> !said.isEmpty())
                .map(said -> extracted(message, said, asked));
    }

    private Summary byModel(JsonNode message, List<Said> said) {
        if (model == null) {
            return extracted(message, said, "No model is configured: baton.summary.url says nothing.");
        }
        long began = System.nanoTime();
        Model.Result result = model.ask(said);
        if (result instanceof Model.Result.Made made) {
            took("model", "made", began);
            return summary(message, made.text(), model.name(), null);
        }
        Model.Result.NotMade failed = (Model.Result.NotMade) result;
        took("model", failed.outcome(), began);
        return extracted(message, said, failed.problem());
    }

    private Summary extracted(JsonNode message, List<Said> said, @Nullable String problem) {
        long began = System.nanoTime();
        Summary summary = summary(message, Extract.of(said), Summary.EXTRACT, problem);
        took("extract", "made", began);
        return summary;
    }

    private Summary summary(JsonNode message, String text, String by, @Nullable String problem) {
        String language = message.path("conversation").path("language").asText(null);
        // The ledger keeps milliseconds; so does every answer.
        return new Summary(text, by, language, Instant.ofEpochMilli(clock.millis()), problem);
    }

    private void took(String by, String outcome, long began) {
        Timer.builder("handover.summary")
                .description("Summaries that were made, by what and how it went")
                .tag("by", by)
                .tag("outcome", outcome)
                .register(meters)
                .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() throws IOException {
        if (model != null) {
            model.close();
        }
    }
}
