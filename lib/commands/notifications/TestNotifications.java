package lib.commands.notifications;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Notifications;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import picocli.CommandLine.Command;

/** Has a test message sent. Contract: POST /api/notifications/test, which says sent whatever came of it. */
@Examples({"paas notifications test", "paas notifications test --json"})
@HelpPlace(under = Heading.INSTANCE, place = 620)
@Command(name = "notifications test", description = "Have a test message sent to the addresses")
@Operation(effect = Effect.WRITE, scopes = "notifications:manage")
public final class TestNotifications implements Callable<TestNotifications.Tried> {

    private final Api api;

    public TestNotifications(Api api) {
        this.api = api;
    }

    @Override
    public Tried call() {
        Notifications.Config now = api.notifications().get();
        List<String> tried = new ArrayList<>();
        if (!now.slackWebhookUrl().isEmpty()) {
            tried.add("slack");
        }
        if (!now.genericUrl().isEmpty()) {
            tried.add("webhook");
        }
        if (tried.isEmpty()) {
            throw new Failure(Kind.FAILED, "there is no address to send a test to", "give it one with paas notifications set");
        }
        try {
            api.notifications().test();
        } catch (Failure e) {
            throw e.kind() == Kind.ANSWER_LOST ? e.withHint("look there whether it arrived; another test does no harm") : e;
        }
        return new Tried(tried, Undo.none("a message that went out cannot be called back"));
    }

    /** @param tried slack, webhook or both; whether it arrived the instance does not tell */
    public record Tried(List<String> tried, Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line("The instance has tried to send a test message to: " + String.join(" and ", tried) + ".")
                    .line("It does not tell whether that worked: look there. What fails stands in its own log alone.");
        }

        @Override
        public List<String> ids() {
            return tried;
        }
    }
}
