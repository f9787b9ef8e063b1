package dev.baton.sip.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;

class SrvOrderTest {

    @Test
    void priorityComesFirstAndWeightIsHowOftenOneIsTheFirst() throws Exception {
        List<SRVRecord> records = new ArrayList<>(List.of(
                record(20, 100, "late"), record(10, 75, "heavy"), record(10, 25, "light"), record(10, 0, "spare")));
        Random random = new Random(7);
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            List<SRVRecord> ordered = SrvOrder.of(records, random::nextInt);
            assertThat(ordered).hasSize(4);
            assertThat(ordered.get(3).getPriority()).isEqualTo(20);
            first.merge(ordered.get(0).getTarget().toString(true), 1, Integer::sum);
        }
        assertThat(first.get("heavy")).isBetween(7_000, 7_800);
        assertThat(first.get("light")).isBetween(2_200, 2_800);
        assertThat(first.getOrDefault("spare", 0)).isLessThan(300);
    }

    private static SRVRecord record(int priority, int weight, String target) throws Exception {
        Name name = Name.fromString("_sip._udp.example.");
        return new SRVRecord(name, DClass.IN, 60, priority, weight, 5060, Name.fromString(target + "."));
    }
}
