package dev.baton.migration;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.DeliveryScope;
import dev.baton.delivery.SettingsOverride;
import dev.baton.handover.Failure;
import dev.baton.handover.HandoverSchema;
import dev.baton.inbound.TargetDemands;
import dev.baton.migration.ComparedField.Result;
import dev.baton.proof.RecordedCall;
import dev.baton.proof.Rehearsal;
import dev.baton.proof.Trial;
import dev.baton.schema.Violation;
import dev.baton.target.OneTarget;
import dev.baton.target.TargetDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the new target sends for the sample message, beside what the old step sent. Nothing leaves this machine.
 *
 * @param violations why the sample message would be refused; nothing was compared then
 * @param failure why the rehearsed delivery failed
 */
public record MigrationProof(List<Violation> violations, @Nullable Failure failure, List<ComparedField> fields) {

    /**
     * Reads the targets as a gateway would and rehearses the delivery.
     *
     * @param targets the text of the new {@code targets.yaml}
     * @throws dev.baton.target.ConfigurationException when a gateway would refuse it
     */
    public static MigrationProof of(Migration migration, String targets, Connector connector, Clock clock)
            throws IOException {
        ActiveTarget target = new ActiveTarget(definition(migration, targets, connector), connector);
        List<Violation> violations = new ArrayList<>(HandoverSchema.check(migration.sample()));
        TargetDemands.check(target, migration.sample(), violations);
        if (!violations.isEmpty()) {
            return new MigrationProof(violations, null, List.of());
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        Trial.Result result = new Rehearsal()
                .run(DeliveryScope.trial(
                        target,
                        UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString(),
                        migration.sample(),
                        SettingsOverride.of(target.definition(), migration.sample()),
                        now));
        return result.failure() != null
                ? new MigrationProof(List.of(), result.failure(), List.of())
                : new MigrationProof(
                        List.of(), null, fields(migration, result.calls().get(0)));
    }

    /** Whether the old step may go. */
    public boolean holds() {
        return violations.isEmpty()
                && failure == null
                && fields.stream().allMatch(field -> field.result().isGood());
    }

    private static TargetDefinition definition(Migration migration, String targets, Connector connector)
            throws IOException {
        Path folder = Files.createTempDirectory("baton-migration");
        Path file = folder.resolve("targets.yaml");
        try {
            Files.writeString(file, targets);
            return OneTarget.declared(
                    file, Migration.TARGET, connector.form(), migration.old().environment()::get);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static List<ComparedField> fields(Migration migration, RecordedCall call) {
        Migration.Old old = migration.old();
        Stream<ComparedField> address = old.url().isEmpty()
                ? Stream.empty()
                : Stream.of(
                        new ComparedField("url", "url", old.url().equals(call.url()) ? Result.SAME : Result.DIFFERENT));
        return Stream.concat(address, Comparison.of(old.body(), call.json(), old.swapped()).stream())
                .toList();
    }
}
