package dev.baton.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** Tells people by the way that the task names. */
public final class Notices implements AutoCloseable {

    private final ActionProperties properties;
    private final MailNotice mail;
    private final WebhookNotice webhooks;

    Notices(ActionProperties properties, Clock clock) {
        this.properties = properties;
        this.mail = new MailNotice(properties.mail(), clock);
        this.webhooks = new WebhookNotice(properties.webhooks(), properties.atOnce());
    }

    public void run(Exchange exchange) throws ActionFailedException {
        ActionWork work = ActionWork.of(exchange);
        JsonNode details = work.due().details();
        NoticeText notice = NoticeText.of(work, properties.link(), properties.details());
        String by = details.path("webhook").asText(NoticePlanner.MAIL);
        if (details.has("webhook")) {
            webhooks.send(by, work.due().id(), notice);
        } else {
            List<String> to = new ArrayList<>();
            details.path("email").forEach(address -> to.add(address.asText()));
            mail.send(to, work.due().id(), notice);
        }
        exchange.getMessage().setBody(JsonNodeFactory.instance.objectNode().put("by", by));
    }

    @Override
    public void close() throws IOException {
        webhooks.close();
    }
}
