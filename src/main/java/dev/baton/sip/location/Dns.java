package dev.baton.sip.location;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/** Asks the DNS without waiting. */
final class Dns {

    private final LookupSession session;

    Dns(LookupSession session) {
        this.session = session;
    }

    /** Those of this type; none when there are none. Fails when the DNS does not answer. */
    <T extends Record> CompletableFuture<List<T>> records(Name name, int type, Class<T> kind) {
        return session.lookupAsync(name, type)
                .handle((found, failure) -> {
                    List<T> records = new ArrayList<>();
                    if (failure != null) {
                        throwUnlessAbsent(failure);
                        return records;
                    }
                    found.getRecords().stream()
                            .filter(kind::isInstance)
                            .map(kind::cast)
                            .forEach(records::add);
                    return records;
                })
                .toCompletableFuture();
    }

    private static void throwUnlessAbsent(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (!(cause instanceof NoSuchDomainException) && !(cause instanceof NoSuchRRSetException)) {
            throw new CompletionException(cause);
        }
    }
}
