package dev.baton.delivery;

import dev.baton.catalog.LiveTarget;
import dev.baton.handover.Handover;
import dev.baton.isolation.Admission;
import dev.baton.isolation.TargetGuards;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lets a delivery go on only if its target may be called now: its breaker is not open, and its rate is not used up. It
 * comes before the first step is written, so that what is held has sent nothing.
 */
public final class TargetAdmission implements Processor {

    private final TargetGuards guards;
    private final Courses courses;

    public TargetAdmission(TargetGuards guards, Courses courses) {
        this.guards = guards;
        this.courses = courses;
    }

    @Override
    public void process(Exchange exchange) throws TargetHeldException {
        LiveTarget target = exchange.getProperty(DeliveryProperties.TARGET, LiveTarget.class);
        Handover handover = exchange.getProperty(DeliveryProperties.HANDOVER, Handover.class);
        Story story = exchange.getProperty(DeliveryProperties.STORY, Story.class);
        Admission asked =
                guards.admit(target.target(), courses.patience(handover, story), story.hasPlace(handover.target()));
        if (asked instanceof Admission.Held held) {
            throw new TargetHeldException(held);
        }
        exchange.setProperty(DeliveryProperties.PERMIT, ((Admission.Granted) asked).permit());
    }
}
