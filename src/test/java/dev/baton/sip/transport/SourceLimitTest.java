package dev.baton.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SourceLimitTest {

    private final AtomicLong clock = new AtomicLong();
    private final SourceLimit limit = new SourceLimit(3, clock::get);

    @Test
    void aSourceHasSoManyMessagesAtOnceAndThenSoManyPerSecond() throws Exception {
        assertThat(allowed("192.0.2.1", 10)).isEqualTo(3);
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(700));
        assertThat(allowed("192.0.2.1", 10)).isEqualTo(2);
        clock.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(allowed("192.0.2.1", 10)).isEqualTo(3);
    }

    @Test
    void anotherSourceHasItsOwnAndAnIpv6NetworkIsOne() throws Exception {
        assertThat(allowed("192.0.2.1", 10)).isEqualTo(3);
        assertThat(allowed("192.0.2.2", 10)).isEqualTo(3);
        assertThat(allowed("2001:db8::1", 10)).isEqualTo(3);
        assertThat(allowed("2001:db8::2", 10)).isZero();
        assertThat(allowed("2001:db8:0:1::1", 10)).isEqualTo(3);
    }

    private int allowed(String address, int times) throws Exception {
        int allowed = 0;
        for (int i = 0; i < times; i++) {
            allowed += limit.allows(InetAddress.getByName(address)) ? 1 : 0;
        }
        return allowed;
    }
}
