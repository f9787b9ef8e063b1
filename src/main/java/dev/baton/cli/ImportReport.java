package dev.baton.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.migration.ComparedField;
import dev.baton.migration.Migration;
import dev.baton.migration.MigrationProof;
import dev.baton.source.SourceError;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an import came to.
 *
 * @param files the text of each new file, by its name
 * @param written where the files are; empty when they are to be shown
 */
record ImportReport(Migration migration, MigrationProof proof, Map<String, String> files, List<String> written) {

    private static final String NONE = "-";

    void print(PrintWriter out) {
        if (written.isEmpty()) {
            files.forEach((name, text) -> out.println("==> " + name + " <==\n" + text));
        } else {
            out.println("Written: " + String.join(", ", written) + "\n");
        }
        out.println(migration.adapters());
        if (!migration.todo().isEmpty()) {
            out.println("\nStill to give:");
            migration.todo().forEach(todo -> out.println("  " + todo));
        }
        out.println();
        printProof(out);
    }

    private void printProof(PrintWriter out) {
        proof.violations()
                .forEach(violation ->
                        out.println("handover.json: " + violation.pointer() + ": " + SourceError.describe(violation)));
        if (proof.failure() != null) {
            out.println(
                    "The new call could not be rehearsed: " + proof.failure().reason());
        }
        if (proof.fields().isEmpty()) {
            out.println("Nothing was compared.");
            return;
        }
        int old = width("old call", ComparedField::old);
        int now = width("new call", ComparedField::now);
        line(out, old, "old call", now, "new call", "");
        proof.fields()
                .forEach(field -> line(
                        out,
                        old,
                        shown(field.old()),
                        now,
                        shown(field.now()),
                        field.result().words()));
        long wrong = proof.fields().stream()
                .filter(field -> !field.result().isGood())
                .count();
        out.println("\n" + Tool.count(proof.fields().size(), "field", "fields") + " compared, "
                + (wrong == 0
                        ? "the new call does what the old one did.\nOnce the bot posts the handover, remove its API step and"
                                + " the output step behind it: the handover comes last."
                        : wrong + " not as before: the new call does not do what the old one did."));
    }

    private int width(String title, Function<ComparedField, @Nullable String> column) {
        return proof.fields().stream()
                .mapToInt(field -> shown(column.apply(field)).length())
                .reduce(title.length(), Math::max);
    }

    private static void line(PrintWriter out, int old, String left, int now, String middle, String right) {
        out.println((left + " ".repeat(old - left.length()) + "  " + middle + " ".repeat(now - middle.length()) + "  "
                        + right)
                .stripTrailing());
    }

    private static String shown(@Nullable String pointer) {
        return pointer == null ? NONE : pointer;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("ok", proof.holds() && migration.lost().isEmpty()).put("connector", migration.connector());
        json.put("adapters", migration.adapters());
        files.forEach((name, text) -> json.withObject("/files").put(name, text));
        written.forEach(json.putArray("written")::add);
        migration.todo().forEach(json.putArray("todo")::add);
        json.putArray("lost");
        migration.lost().forEach(lost -> json.withArray("/lost").add(Checkup.json(lost)));
        json.putArray("fields");
        proof.fields().forEach(field -> json.withArray("/fields")
                .addObject()
                .put("old", field.old())
                .put("new", field.now())
                .put("result", field.result().words())
                .put("ok", field.result().isGood()));
        json.putArray("problems");
        proof.violations().forEach(violation -> json.withArray("/problems")
                .add(violation.pointer() + ": " + SourceError.describe(violation)));
        if (proof.failure() != null) {
            json.withArray("/problems").add(proof.failure().reason());
        }
        return json;
    }
}
