package dev.baton.sip.location;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;

/** The order in which servers are tried, RFC 2782: by priority, then by lot, in which weight counts. */
final class SrvOrder {

    private SrvOrder() {}

    /** @param random a number from 0 to below its argument */
    static List<SRVRecord> of(List<SRVRecord> records, IntUnaryOperator random) {
        List<SRVRecord> left = new ArrayList<>(records);
        // A dot says that there is no such service.
        left.removeIf(record -> record.getTarget().equals(Name.root));
        left.sort(Comparator.comparingInt(SRVRecord::getPriority).thenComparingInt(SRVRecord::getWeight));
        List<SRVRecord> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            ordered.add(left.remove(drawn(left, random)));
        }
        return ordered;
    }

    private static int drawn(List<SRVRecord> left, IntUnaryOperator random) {
        int priority = left.get(0).getPriority();
        int sum = 0;
        for (SRVRecord record : left) {
            sum += record.getPriority() == priority ? record.getWeight() : 0;
        }
        int lot = random.applyAsInt(sum + 1);
        for (int i = 0; ; i++) {
            lot -= left.get(i).getWeight();
            if (lot <= 0) {
                return i;
            }
        }
    }
}
