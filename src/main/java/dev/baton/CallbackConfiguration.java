package dev.baton;

import dev.baton.callback.CallbackProperties;
import dev.baton.callback.CallbackSecrets;
import dev.baton.callback.Callbacks;
import dev.baton.inbound.CallbackCheck;
import dev.baton.inbound.Receipts;
import dev.baton.ledger.CallbackQueue;
import dev.baton.ledger.Ledger;
import dev.baton.worker.QueueWorker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells bots what becomes of their handovers. */
@Configuration(proxyBeanMethods = false)
class CallbackConfiguration {

    @Bean(destroyMethod = "close")
    Callbacks callbacks(
            CallbackProperties properties,
            GatewayProperties gateway,
            Ledger ledger,
            MeterRegistry meters,
            Clock clock) {
        CallbackSecrets secrets = CallbackSecrets.of(gateway.clients().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, client -> client.getValue().callbackSecret())));
        return Callbacks.open(
                properties, secrets, ledger, stored -> Receipts.now(stored, ledger.tasks()), meters, clock);
    }

    @Bean
    QueueWorker<CallbackQueue.Lane, CallbackQueue.Due> callbackWorker(Callbacks callbacks) {
        return callbacks.worker();
    }

    /** Whoever opens the actuator's env or configprops does not open the clients' secrets. */
    @Bean
    SanitizingFunction callbackSecretsStayHidden() {
        return data -> data.getLowerCaseKey().replace("-", "").replace("_", "").contains("callbacksecret")
                ? data.withSanitizedValue()
                : data;
    }

    @Bean
    CallbackCheck callbackCheck(Callbacks callbacks) {
        return new CallbackCheck(callbacks.rules());
    }
}
