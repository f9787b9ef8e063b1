package dev.baton.action;

import dev.baton.catalog.Catalog;
import dev.baton.connector.Connector;
import dev.baton.connector.Operation;
import dev.baton.conversation.Conversations;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.TaskQueue;
import dev.baton.worker.QueueWorker;
import dev.baton.worker.WorkerLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;

/** The actions of one gateway, put together. */
public final class Actions implements AutoCloseable {

    private final QueueWorker<String, TaskQueue.Due> worker;
    private final TargetActions targets;
    private final BotPause pause;
    private final Notices notices;

    private Actions(QueueWorker<String, TaskQueue.Due> worker, TargetActions targets, BotPause pause, Notices notices) {
        this.worker = worker;
        this.targets = targets;
        this.pause = pause;
        this.notices = notices;
    }

    /** @param conversations who pauses bots */
    public static Actions open(
            ActionProperties properties,
            Ledger ledger,
            Catalog catalog,
            ProducerTemplate template,
            Conversations conversations,
            MeterRegistry meters,
            Clock clock) {
        ledger.tasks().undoes(connector -> undoes(catalog, connector));
        WorkerLimits limits = properties.worker();
        ActionDelivery delivery = new ActionDelivery(
                ledger,
                work -> send(template, work),
                limits.patience(),
                properties.nextAfter(),
                new ActionMetrics(meters),
                clock);
        return new Actions(
                limits.worker(new TaskWork(ledger.tasks(), delivery), limits.lanes(), "action-", clock),
                new TargetActions(new TargetCalls(catalog, clock), ledger, clock),
                new BotPause(conversations),
                new Notices(properties, clock));
    }

    public QueueWorker<String, TaskQueue.Due> worker() {
        return worker;
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
        worker.close();
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
}
