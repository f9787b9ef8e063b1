package dev.baton.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A report for programs. */
final class ReportJson {

    private ReportJson() {}

    static ObjectNode of(Question question, List<Groups.Line> lines) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("from", question.from().toString());
        report.put("to", question.to().toString());
        report.put("zone", question.zone().getId());
        ArrayNode by = report.putArray("by");
        question.by().forEach(dimension -> by.add(dimension.wireName()));
        Numbers total = new Numbers();
        lines.forEach(line -> total.add(line.numbers()));
        add(report.putObject("total"), total);
        ArrayNode groups = report.putArray("groups");
        for (Groups.Line line : lines) {
            ObjectNode group = groups.addObject();
            for (int i = 0; i < line.key().size(); i++) {
                group.put(question.by().get(i).wireName(), line.key().get(i));
            }
            add(group, line.numbers());
        }
        return report;
    }

    private static void add(ObjectNode group, Numbers numbers) {
        for (Measure measure : Measure.COUNTS) {
            Number number = measure.of().apply(numbers);
            if (number instanceof Double share) {
                group.put(measure.name(), share);
            } else if (number != null) {
                group.put(measure.name(), number.longValue());
            }
        }
        for (Measure.Times times : Measure.TIMES) {
            Span span = times.of().apply(numbers);
            if (span.mean() != null) {
                ObjectNode parts = group.putObject(times.name());
                Measure.PARTS.forEach(part -> parts.put(part.name(), part.of().apply(span)));
            }
        }
    }
}
