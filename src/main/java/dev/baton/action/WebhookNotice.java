package dev.baton.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.vendor.AllowedHosts;
import dev.baton.vendor.GuardedPost;
import dev.baton.vendor.GuardedPost.Result;
import dev.baton.vendor.VendorHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Posts notices to the addresses of the operator's settings, and nowhere else. */
final class WebhookNotice implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int RESPONSE_MILLIS = 5_000;
    private static final int DEADLINE_MILLIS = 10_000;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final Map<String, ActionProperties.Webhook> webhooks;
    private final GuardedPost post;

    WebhookNotice(Map<String, ActionProperties.Webhook> webhooks, int atOnce) {
        this.webhooks = webhooks;
        this.post = new GuardedPost(
                AllowedHosts.of(
                        Set.of(),
                        webhooks.values().stream()
                                .map(ActionProperties.Webhook::url)
                                .collect(Collectors.toSet())),
                new VendorHttp.Limits(atOnce, CONNECT_MILLIS, RESPONSE_MILLIS, DEADLINE_MILLIS, MAX_ANSWER_BYTES));
    }

    /** @param id the same for every try */
    void send(String name, String id, NoticeText notice) throws ActionFailedException {
        ActionProperties.Webhook webhook = webhooks.get(name);
        if (webhook == null) {
            throw ActionFailedException.refused(
                    name, "unknown_webhook", "The operator's setting baton.actions.webhooks has no such name");
        }
        ObjectNode body =
                switch (webhook.style()) {
                    case SLACK -> slack(notice);
                    case TEAMS -> teams(notice);
                };
        Result result = post.post(
                webhook.url(),
                "application/json; charset=utf-8",
                Map.of("webhook-id", id),
                body.toString().getBytes(StandardCharsets.UTF_8));
        if (result instanceof Result.Answered answered) {
            judge(name, answered);
        } else if (result instanceof Result.Unanswered unanswered) {
            throw ActionFailedException.away(name, "timeout", "No answer: " + unanswered.reason(), null);
        } else {
            throw ActionFailedException.refused(name, "host_not_allowed", "Its host leads where nothing may be sent");
        }
    }

    private static void judge(String name, Result.Answered answer) throws ActionFailedException {
        int status = answer.status();
        if (status / 100 == 2) {
            return;
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            throw ActionFailedException.away(
                    name, "unavailable", "The webhook answered " + status, answer.retryAfter());
        }
        throw ActionFailedException.refused(name, "rejected", "The webhook answered " + status);
    }

    /** In Slack's text {@code <…>} is a link or calls a whole channel. */
    private static ObjectNode slack(NoticeText notice) {
        String text = notice.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    /** Runs of plain text: in a TextBlock the words would be Markdown. */
    private static ObjectNode teams(NoticeText notice) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content");
        card.put("type", "AdaptiveCard").put("version", "1.4");
        ArrayNode body = card.putArray("body");
        notice.lines().forEach(line -> body.addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", line));
        if (notice.link() != null) {
            card.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", "Handover")
                    .put("url", notice.link());
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        post.close();
    }
}
