package dev.baton.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A report for spreadsheets: RFC 4180, with a heading, without the total, which would be counted twice there. */
final class ReportCsv {

    private static final Pattern TO_BE_QUOTED = Pattern.compile("[\",\\r\\n]");

    /** With one of these at its beginning a cell is run as a formula; OWASP, "CSV Injection". */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20]");

    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    private ReportCsv() {}

    static String of(Question question, List<Groups.Line> lines) {
        ReportCsv csv = new ReportCsv();
        csv.heading(question);
        lines.forEach(csv::line);
        return csv.text.toString();
    }

    private void heading(Question question) {
        question.by().forEach(dimension -> cell(dimension.wireName()));
        Measure.COUNTS.forEach(measure -> cell(measure.name()));
        Measure.TIMES.forEach(times -> Measure.PARTS.forEach(part -> cell(column(times, part))));
        end();
    }

    private void line(Groups.Line line) {
        line.key().forEach(this::word);
        Measure.COUNTS.forEach(measure -> cell(measure.of().apply(line.numbers())));
        Measure.TIMES.forEach(times ->
                Measure.PARTS.forEach(part -> cell(part.of().apply(times.of().apply(line.numbers())))));
        end();
    }

    private static String column(Measure.Times times, Measure.Part part) {
        return times.name()
                + part.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + part.name().substring(1);
    }

    /** What somebody else has written. */
    private void word(@Nullable String word) {
        cell(word != null && FORMULA.matcher(word).find() ? "'" + word : word);
    }

    private void cell(@Nullable Object value) {
        String plain = value == null ? "" : value.toString();
        text.append(first ? "" : ",");
        first = false;
        if (TO_BE_QUOTED.matcher(plain).find()) {
            text.append('"').append(plain.replace("\"", "\"\"")).append('"');
        } else {
            text.append(plain);
        }
    }

    private void end() {
        text.append("\r\n");
        first = true;
    }
}
