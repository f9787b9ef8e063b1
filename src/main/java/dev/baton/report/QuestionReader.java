package dev.baton.report;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.schema.Nearest;
import dev.baton.schema.Violation;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a question from the query parameters of a request, and says everything at once that is wrong with them. */
final class QuestionReader {

    static final int MOST_DAYS = 366;

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int USUAL_DAYS = 30;
    private static final int LONGEST_SHOWN = 100;
    private static final Set<String> KNOWN = new LinkedHashSet<>(List.of("from", "to", "by", "zone", "format"));
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9000, 1, 1);

    private final Map<String, String[]> given;
    private final boolean operator;
    private final List<Violation> violations = new ArrayList<>();

    /** @param operator whether the one who asks may see the handovers of every client */
    QuestionReader(Map<String, String[]> given, boolean operator) {
        this.given = given;
        this.operator = operator;
    }

    /**
     * @param client who asks
     * @param today in a time zone
     * @param csv the form of the answer when no parameter names one
     * @throws ProblemException with everything that is wrong
     */
    Question read(String client, Function<ZoneId, LocalDate> today, boolean csv) {
        given.forEach(this::checkName);
        ZoneId zone = read("zone", "a time zone such as Europe/Amsterdam", ZoneId::of, () -> UTC);
        LocalDate to = read("to", "a day such as 2026-11-21", QuestionReader::day, () -> today.apply(zone));
        LocalDate from =
                read("from", "a day such as 2026-11-01", QuestionReader::day, () -> to.minusDays(USUAL_DAYS - 1));
        boolean asCsv = read("format", "json or csv", QuestionReader::isCsv, () -> csv);
        List<Dimension> by = by();
        if (violations.isEmpty()) {
            checkRange(from, to);
        }
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(ProblemType.INVALID_REQUEST, violations));
        }
        return new Question(operator ? null : client, from, to, zone, by, asCsv);
    }

    private void checkName(String name, String[] values) {
        if (!KNOWN.contains(name)) {
            violations.add(new Violation(
                    "/" + name.replace("~", "~0").replace("/", "~1"),
                    shown(values[0]),
                    "no such parameter, only " + String.join(", ", KNOWN),
                    Nearest.to(name, KNOWN)));
        } else if (values.length > 1) {
            wrong(name, values[1], "one parameter of this name");
        }
    }

    private void checkRange(LocalDate from, LocalDate to) {
        if (from.isAfter(to)) {
            wrong("from", from.toString(), "a day not after " + to + ", the day in to");
        } else if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            wrong(
                    "from",
                    from.toString(),
                    to.minusDays(MOST_DAYS - 1) + " or later, " + MOST_DAYS + " days being the most in one report");
        }
    }

    private List<Dimension> by() {
        List<Dimension> known = Dimension.known(operator);
        List<String> names = known.stream().map(Dimension::wireName).toList();
        String[] words = given.containsKey("by") ? given.get("by")[0].split(",", -1) : new String[] {"day"};
        Set<Dimension> by = new LinkedHashSet<>();
        for (String word : words) {
            int at = names.indexOf(word);
            if (at < 0) {
                violations.add(new Violation(
                        "/by", shown(word), "some of " + String.join(", ", names), Nearest.to(word, names)));
            } else {
                by.add(known.get(at));
            }
        }
        return List.copyOf(by);
    }

    private <T> T read(String name, String expected, Function<String, T> reader, Supplier<T> other) {
        String @Nullable [] values = given.get(name);
        if (values == null) {
            return other.get();
        }
        try {
            return reader.apply(values[0]);
        } catch (IllegalArgumentException | DateTimeException e) {
            wrong(name, values[0], expected);
            return other.get();
        }
    }

    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw new IllegalArgumentException(text);
        }
        return day;
    }

    private static Boolean isCsv(String text) {
        if (!text.equals("csv") && !text.equals("json")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("csv");
    }

    private void wrong(String name, String found, String expected) {
        violations.add(new Violation("/" + name, shown(found), expected, null));
    }

    private static String shown(String found) {
        return TextNode.valueOf(found.substring(0, Math.min(found.length(), LONGEST_SHOWN)))
                .toString();
    }
}
