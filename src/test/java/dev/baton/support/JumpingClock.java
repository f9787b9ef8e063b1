package dev.baton.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/** The system's clock, with somebody's hand on it. */
public final class JumpingClock extends Clock {

    private volatile Duration jump = Duration.ZERO;

    /** A gateway that goes by this clock. */
    public SpringApplication in(SpringApplication application) {
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(Clock.class, () -> this));
        return application;
    }

    /** @param from the right time */
    public void set(Duration from) {
        jump = from;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(jump);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
