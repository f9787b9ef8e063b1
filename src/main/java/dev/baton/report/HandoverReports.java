package dev.baton.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.ledger.Facts;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.security.FrontDoor;
import dev.baton.security.Operators;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Answers questions about how handovers went: a client about its own, an operator about everybody's. */
public final class HandoverReports {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType CSV = new MediaType("text", "csv");

    // Half of the ledger's readers stay free for questions that bots wait for.
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 8;
    private static final int PATIENCE_SECONDS = 5;

    private final Facts facts;
    private final Operators operators;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    public HandoverReports(Facts facts, Operators operators, Clock clock) {
        this.facts = facts;
        this.operators = operators;
        this.clock = clock;
    }

    /** The report that the query parameters ask for, as JSON or CSV. */
    public void answer(Exchange exchange) {
        HttpServletRequest request = Objects.requireNonNull(
                exchange.getIn().getHeader(Exchange.HTTP_SERVLET_REQUEST, HttpServletRequest.class));
        String client = (String) Objects.requireNonNull(request.getAttribute(FrontDoor.CLIENT));
        Question question = new QuestionReader(request.getParameterMap(), operators.include(client))
                .read(client, zone -> LocalDate.now(clock.withZone(zone)), wantsCsv(request));
        List<Groups.Line> lines = lines(question);
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        if (question.csv()) {
            answer.setHeader(Exchange.CONTENT_TYPE, CSV + ";charset=UTF-8");
            answer.setHeader("Content-Disposition", "attachment; filename=\"" + fileName(question) + "\"");
            answer.setBody(ReportCsv.of(question, lines).getBytes(StandardCharsets.UTF_8));
        } else {
            answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
            answer.setBody(json(question, lines));
        }
    }

    private List<Groups.Line> lines(Question question) {
        if (!hasPlace()) {
            throw new ProblemException(Problem.of(
                    ProblemType.OVERLOADED, "Too many reports are asked for at once. Ask for it again later."));
        }
        try {
            return facts.read(question.query(), () -> new Groups(question)).lines();
        } finally {
            places.release();
        }
    }

    private boolean hasPlace() {
        try {
            return places.getQueueLength() < MOST_WAITING && places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] json(Question question, List<Groups.Line> lines) {
        try {
            return JSON.writeValueAsBytes(ReportJson.of(question, lines));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree could not be written", e);
        }
    }

    private static String fileName(Question question) {
        return "handovers-" + question.from() + "-" + question.to() + ".csv";
    }

    /** A header that cannot be read says nothing. */
    private static boolean wantsCsv(HttpServletRequest request) {
        try {
            List<MediaType> wanted = MediaType.parseMediaTypes(Collections.list(request.getHeaders("Accept")));
            double csv = quality(wanted, CSV);
            return csv > 0 && csv >= quality(wanted, MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static double quality(List<MediaType> wanted, MediaType type) {
        return wanted.stream()
                .filter(type::equalsTypeAndSubtype)
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
    }
}
