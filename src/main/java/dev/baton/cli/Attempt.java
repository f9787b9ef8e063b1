package dev.baton.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Network;
import dev.baton.connector.TargetContext;
import dev.baton.connector.TargetSip;
import dev.baton.handover.Failure;
import dev.baton.mapping.MappingNotes;
import dev.baton.mapping.Note;
import dev.baton.proof.Rehearsal;
import dev.baton.proof.Trial;
import dev.baton.security.Redactor;
import dev.baton.vendor.Failures;
import dev.baton.vendor.VendorHttp;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a handover that was tried, without any secret.
 *
 * @param receipt absent when it failed
 * @param warnings what does not reach the target, and what was cut
 */
record Attempt(
        boolean sent,
        String target,
        List<ShownCall> calls,
        @Nullable ObjectNode receipt,
        @Nullable Failure failure,
        List<Note> warnings) {

    /** Plays it through with the answers of the connector's example. */
    static Attempt rehearsed(DeliveryScope delivery) {
        Trial.Result result = new Rehearsal().run(delivery);
        return new Attempt(
                false,
                delivery.target().name(),
                result.calls().stream().map(ShownCall::of).toList(),
                result.receipt(),
                result.failure(),
                warnings(delivery, result.notes()));
    }

    /** Makes the calls. */
    static Attempt sent(DeliveryScope delivery, Clock clock) {
        WireTap tap = new WireTap();
        try (TargetContext context =
                        TargetContext.build(
                        delivery.target(),
                        VendorHttp.Limits.DEFAULT,
                        clock,
                        new Network(List.of(tap), TargetSip.NONE));
                MappingNotes notes = MappingNotes.open()) {
            ObjectNode receipt = null;
            Failure failure = null;
            try {
                receipt = context.call(delivery);
            } catch (Exception e) {
                failure = Failures.classify(e, delivery.target().connector().idempotent());
            }
            return new Attempt(
                            true,
                            delivery.target().name(),
                            List.of(),
                            receipt,
                            failure,
                            warnings(delivery, notes.list()))
                    .masked(tap.calls(), mask(context));
        }
    }

    /** Known only afterwards: tokens are fetched on the way. */
    private static Mask mask(TargetContext context) {
        List<String> secrets =
                new ArrayList<>(context.target().definition().secrets().values());
        secrets.addAll(context.tokens().known());
        return new Mask(new Redactor(secrets));
    }

    private Attempt masked(List<WireTap.Call> made, Mask mask) {
        return new Attempt(
                sent,
                target,
                made.stream().map(mask::of).toList(),
                receipt == null ? null : (ObjectNode) mask.of(receipt),
                failure == null ? null : mask.of(failure),
                warnings);
    }

    private static List<Note> warnings(DeliveryScope delivery, List<Note> notes) {
        List<Note> warnings = new ArrayList<>();
        delivery.target()
                .connector()
                .carries()
                .leftBehind(delivery.handover())
                .forEach(pointer -> warnings.add(new Note(pointer, "not_carried", "The target cannot take this.")));
        warnings.addAll(notes);
        return warnings;
    }

    void print(PrintWriter out) {
        for (ShownCall call : calls) {
            call.print(out);
            out.println();
        }
        if (calls.isEmpty()) {
            out.println("No call was made.\n");
        }
        warnings.forEach(warning -> out.println("Warning: " + warning.pointer() + ": " + warning.detail()));
        if (failure != null) {
            out.println("Failed: class " + failure.failureClass().wireName() + ", code " + failure.code());
            out.println(failure.reason());
        } else if (receipt != null) {
            out.println(sent ? "Receipt:" : "Receipt, with the answers of the example; nothing was sent:");
            out.println(receipt.toPrettyString());
        }
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sent", sent).put("target", target).put("ok", failure == null);
        json.putArray("calls").addAll(calls.stream().map(ShownCall::json).toList());
        if (receipt != null) {
            json.set("receipt", receipt);
        }
        if (failure != null) {
            json.putObject("failure")
                    .put("class", failure.failureClass().wireName())
                    .put("code", failure.code())
                    .put("reason", failure.reason());
        }
        warnings.forEach(warning -> json.withArray("warnings")
                .addObject()
                .put("pointer", warning.pointer())
                .put("code", warning.code())
                .put("detail", warning.detail()));
        return json;
    }
}
