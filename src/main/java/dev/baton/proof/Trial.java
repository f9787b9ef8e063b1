package dev.baton.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Network;
import dev.baton.connector.TargetContext;
import dev.baton.connector.TargetSip;
import dev.baton.handover.Failure;
import dev.baton.mapping.MappingNotes;
import dev.baton.mapping.Note;
import dev.baton.vendor.Failures;
import dev.baton.vendor.VendorHttp;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A target run without a network: built as it is to serve, but every call is recorded and answered from a script.
 * It serves dry runs and the proof of a connector's examples. Not for use by two threads at once.
 */
public final class Trial implements AutoCloseable {

    private final VendorScript script = new VendorScript();
    private final TargetContext context;
    private final boolean asks;

    /** @throws dev.baton.source.SourceException when the Kamelet cannot be built; it says where and why */
    public Trial(ActiveTarget target) {
        this(target, false);
    }

    /** @param asks whether the connector asks if anybody is there, instead of handing over */
    Trial(ActiveTarget target, boolean asks) {
        this.asks = asks;
        context = TargetContext.build(
                target,
                VendorHttp.Limits.DEFAULT,
                Clock.systemUTC(),
                new Network(List.of(script), new ScriptedSip(script)));
    }

    /** Does something else at the target; the vendor answers with the given responses, in their order. */
    Result operate(DeliveryScope delivery, ObjectNode order, List<JsonNode> responses) {
        script.rewind(responses);
        context.forget();
        try (MappingNotes notes = MappingNotes.open()) {
            context.operate(delivery, order);
            return new Result(script.calls(), null, null, notes.list());
        } catch (Exception e) {
            return new Result(script.calls(), null, Failures.classify(e, true), List.of());
        }
    }

    /** SIP calls for targets that are built to be checked and never called. */
    public static TargetSip sip() {
        return new ScriptedSip(new VendorScript());
    }

    /** Runs one delivery; the vendor answers with the given responses, in their order. */
    public Result run(DeliveryScope delivery, List<JsonNode> responses) {
        script.rewind(responses);
        context.forget();
        try (MappingNotes notes = MappingNotes.open()) {
            return outcome(delivery, notes);
        }
    }

    private Result outcome(DeliveryScope delivery, MappingNotes notes) {
        try {
            ObjectNode answer = asks ? context.ask(delivery).json() : context.call(delivery);
            return new Result(script.calls(), answer, null, notes.list());
        } catch (Exception e) {
            Failure failure = Failures.classify(e, delivery.target().connector().idempotent());
            return new Result(script.calls(), null, failure, notes.list());
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /**
     * @param receipt what the connector's last mapping made, a receipt or an availability; absent when the calls failed
     * @param notes what the mappings cut
     */
    public record Result(
            List<RecordedCall> calls, @Nullable ObjectNode receipt, @Nullable Failure failure, List<Note> notes) {}
}
