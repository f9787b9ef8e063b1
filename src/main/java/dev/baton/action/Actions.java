package dev.baton.action;

import dev.baton.catalog.Catalog;
import dev.baton.connector.Connector;
import dev.baton.connector.Operation;
import dev.baton.conversation.Conversations;
import dev.baton.isolation.GrowingPause;
import dev.baton.isolation.Lanes;
import dev.baton.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** The actions of one gateway, put together. */
public final class Actions implements AutoCloseable {

    private static final int IDLE_SECONDS = 10;

    private final ActionRunner runner;
    private final TargetActions targets;
    private final BotPause pause;
    private final Notices notices;

    private Actions(ActionRunner runner, TargetActions targets, BotPause pause, Notices notices) {
        this.runner = runner;
        this.targets = targets;
        this.pause = pause;
        this.notices = notices;
    }

    /** @param conversations who pauses bots; asked when one is to be paused */
    public static Actions open(
            ActionProperties properties,
            Ledger ledger,
            Catalog catalog,
            ProducerTemplate template,
            Supplier<@Nullable Conversations> conversations,
            MeterRegistry meters,
            Clock clock) {
        ledger.tasks().undoes(connector -> undoes(catalog, connector));
        Lanes<String> lanes = new Lanes<>(properties.atOnce(), properties.atOncePerLane(), properties.breakerPause());
        GrowingPause pause = new GrowingPause(
                properties.firstPause(), () -> ThreadLocalRandom.current().nextDouble());
        ActionDelivery delivery = new ActionDelivery(
                ledger,
                work -> send(template, work),
                new ActionDelivery.Patience(pause, properties.giveUpAfter(), properties.nextAfter()),
                new ActionMetrics(meters),
                clock);
        return new Actions(
                new ActionRunner(ledger.tasks(), delivery, lanes, threads(properties.atOnce()), clock),
                new TargetActions(new TargetCalls(catalog, clock), ledger, clock),
                new BotPause(conversations),
                new Notices(properties, clock));
    }

    public ActionRunner runner() {
        return runner;
    }

    public TargetActions targets() {
        return targets;
    }

    public BotPause pause() {
        return pause;
    }

    public Notices notices() {
        return notices;
    }

    @Override
    public void close() throws IOException {
        runner.close();
        notices.close();
    }

    private static boolean undoes(Catalog catalog, String connector) {
        return catalog.serving().live().values().stream()
                .map(live -> live.target().connector())
                .filter(known -> known.id().equals(connector))
                .map(Connector::operations)
                .anyMatch(operations -> operations.containsKey(Operation.UNDO));
    }

    /** The kind is a word of ours, from the ledger. */
    private static Exchange send(ProducerTemplate template, ActionWork work) {
        Exchange exchange = new DefaultExchange(template.getCamelContext());
        work.bind(exchange);
        return template.send("direct:action-" + work.due().kind(), exchange);
    }

    private static ThreadPoolExecutor threads(int atOnce) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("action-");
        factory.setDaemon(true);
        // The lanes let in no more than there are threads; the queue is for those that are just finishing.
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                atOnce, atOnce, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(2 * atOnce), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
