package dev.baton.action;

import dev.baton.conversation.Conversations;
import dev.baton.conversation.Ownership;
import dev.baton.ledger.LedgerUnavailableException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.boot.SpringApplication;

/** Writes down which bots were paused, and until when; may be told to be away. */
final class Pauses implements Conversations {

    final Map<String, Instant> until = new ConcurrentHashMap<>();
    volatile boolean away;

    @Override
    public Ownership ownership(String client, String conversationId) {
        return Ownership.OF_THE_BOT;
    }

    @Override
    public CompletableFuture<Void> pause(String client, String conversationId, Instant to) {
        if (away) {
            return CompletableFuture.failedFuture(new LedgerUnavailableException("away", new Exception("away")));
        }
        until.put(conversationId, to);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Boolean> resume(String client, String conversationId) {
        return CompletableFuture.completedFuture(until.remove(conversationId) != null);
    }

    /** The gateway with this in the place of whoever else pauses bots. */
    SpringApplication in(Class<?> gateway) {
        SpringApplication application = new SpringApplication(gateway);
        application.addInitializers(context -> {
            GenericBeanDefinition definition = new GenericBeanDefinition();
            definition.setBeanClass(Pauses.class);
            definition.setInstanceSupplier(() -> this);
            definition.setPrimary(true);
            ((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("pauses", definition);
        });
        return application;
    }
}
