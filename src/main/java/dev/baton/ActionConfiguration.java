package dev.baton;

import dev.baton.action.ActionPlanner;
import dev.baton.action.ActionProperties;
import dev.baton.action.ActionRules;
import dev.baton.action.Actions;
import dev.baton.action.BotPause;
import dev.baton.action.Notices;
import dev.baton.action.TargetActions;
import dev.baton.catalog.Catalog;
import dev.baton.conversation.Conversations;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.TaskQueue;
import dev.baton.worker.QueueWorker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Does what is to be done beside handovers. */
@Configuration(proxyBeanMethods = false)
class ActionConfiguration {

    @Bean(destroyMethod = "close")
    Actions actions(
            ActionProperties properties,
            Ledger ledger,
            Catalog catalog,
            ProducerTemplate template,
            Conversations conversations,
            MeterRegistry meters,
            Clock clock) {
        return Actions.open(properties, ledger, catalog, template, conversations, meters, clock);
    }

    @Bean
    QueueWorker<String, TaskQueue.Due> actionWorker(Actions actions) {
        return actions.worker();
    }

    @Bean
    StopsFirst actionsStopFirst(Actions actions) {
        return new StopsFirst(actions.worker()::close);
    }

    @Bean
    TargetActions targetActions(Actions actions) {
        return actions.targets();
    }

    @Bean
    BotPause botPause(Actions actions) {
        return actions.pause();
    }

    @Bean
    Notices notices(Actions actions) {
        return actions.notices();
    }

    @Bean
    ActionPlanner actionPlanner(Catalog catalog, ActionProperties properties) {
        return new ActionPlanner(catalog::find, properties);
    }

    @Bean
    ActionRules actionRules(ActionProperties properties) {
        return new ActionRules(properties);
    }

    /** Whoever opens the actuator's env or configprops opens neither the mail server nor the webhooks. */
    @Bean
    SanitizingFunction actionSecretsStayHidden() {
        return data -> data.getLowerCaseKey().startsWith("baton.actions.")
                        && (data.getLowerCaseKey().endsWith("password")
                                || data.getLowerCaseKey().endsWith("url"))
                ? data.withSanitizedValue()
                : data;
    }
}
