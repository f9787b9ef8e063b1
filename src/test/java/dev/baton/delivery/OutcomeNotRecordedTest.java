package dev.baton.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.Baton;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.LedgerUnavailableException;
import dev.baton.ledger.Transition;
import dev.baton.support.Desks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;

/** What the vendor has taken is never called failed because the ledger was away for a moment. */
class OutcomeNotRecordedTest {

    @TempDir
    Path folder;

    private final List<HandoverState> asked = new CopyOnWriteArrayList<>();

    @Test
    void an_outcome_that_cannot_be_recorded_does_not_become_a_failure() throws Exception {
        SpringApplication application = new SpringApplication(Baton.class);
        application.addInitializers(context -> context.getBeanFactory().addBeanPostProcessor(forgetful()));
        try (Desks desks = new Desks();
                GatewayUnderTest gateway = GatewayUnderTest.start(application, folder, desks.targets(folder))) {
            desks.reset();

            String id = GatewayUnderTest.json(gateway.post(Messages.minimal()))
                    .path("id")
                    .asText();

            await().until(() -> asked.contains(HandoverState.ACCEPTED));
            await().until(() ->
                    gateway.bean(CamelContext.class).getInflightRepository().size("deliver-genesys-eu") == 0);
            assertThat(asked).containsExactly(HandoverState.DELIVERING, HandoverState.ACCEPTED);
            assertThat(desks.genesysCalls()).hasSize(1);
            assertThat(GatewayUnderTest.json(gateway.get("/handovers/" + id))
                            .path("state")
                            .asText())
                    .isEqualTo("delivering");
        }
    }

    /** A ledger that cannot write that a handover was accepted. */
    private BeanPostProcessor forgetful() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Ledger ledger ? forgetful(ledger) : bean;
            }
        };
    }

    private Object forgetful(Ledger ledger) {
        return Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("move") && arguments[1] instanceof Transition transition) {
                        asked.add(transition.to());
                        if (transition.to() == HandoverState.ACCEPTED) {
                            return CompletableFuture.failedFuture(new LedgerUnavailableException("The disk is full"));
                        }
                    }
                    return method.invoke(ledger, arguments);
                });
    }
}
