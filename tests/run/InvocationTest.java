package tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.secrets.Secrets;
import lib.op.Asking;
import lib.op.Consequences;
import lib.op.Destructive;
import lib.op.FreeText;
import lib.op.Page;
import lib.op.Result;
import lib.op.ValueOf;
import lib.op.Variables;
import lib.run.Arguments;
import lib.run.Invocation;
import lib.run.Reply;
import org.junit.jupiter.api.Test;

/** The one way to run a command: every step, in its order, and what each of them can refuse. */
class InvocationTest {
    private static final List<String> DELETES = List.of("apps:delete");
    private final List<String> smashed = new ArrayList<>();

    private Fake smash(Asking asking) {
        return Fake.operation("DESTRUCTIVE", DELETES, "", context -> new Fake.Smash("web", smashed)).asking(asking);
    }

    private static Reply run(Fake fake) {
        return Invocation.run(fake.entry(), Arguments.NONE, fake);
    }

    private static Failure refused(Reply reply) {
        return assertInstanceOf(Reply.Refused.class, reply).failure();
    }

    @Test
    void whoAgreesGetsItDone() {
        assertInstanceOf(Reply.Done.class, run(smash(question -> Asking.Answer.AGREED)));
        assertEquals(List.of("web"), smashed);
    }

    @Test
    void whoDeclinesKeepsEverything() {
        var failure = refused(run(smash(question -> Asking.Answer.DECLINED)));
        assertEquals("DECLINED: that is not \"web\"; nothing was changed", failure.kind() + ": " + failure.getMessage());
        assertEquals(List.of(), smashed);
    }

    @Test
    void whereNobodyCanBeAskedTheCommandIsNamed() {
        var failure = refused(run(smash(Asking.NOBODY)));
        assertEquals("paas smash cannot be undone, and nobody can be asked here; nothing was changed", failure.getMessage());
        assertEquals("if you are sure: paas smash web --yes", failure.hint());
        assertEquals(3, failure.kind().exitCode());
        assertEquals(List.of(), smashed);
    }

    @Test
    void aQuestionThatIsAnsweredLaterGoesOutFirst() {
        var question = assertInstanceOf(Reply.Asked.class, run(smash(asked -> Asking.Answer.LATER))).question();
        assertEquals("This cannot be undone: smash web", question.headline());
        assertEquals("Type web to go on", question.prompt());
        assertEquals(List.of("pieces: many"), question.lost().lines());
        assertEquals(List.of(), smashed);
        // the caller comes back with the answer
        assertInstanceOf(Reply.Done.class, run(smash(asked -> asked.equals(question) ? Asking.Answer.AGREED : Asking.Answer.DECLINED)));
        assertEquals(List.of("web"), smashed);
    }

    @Test
    void theProfileIsLookedAtBeforeAnybodyIsAsked() {
        var fake = Fake.operation("DESTRUCTIVE", List.of("apps:write"), "observer", context -> new Fake.Smash("web", smashed))
            .asking(question -> {
                throw new AssertionError("asked");
            });
        var failure = refused(run(fake));
        assertEquals("NOT_ALLOWED: the profile observer may not do this: it lacks the scope apps:write", failure.kind() + ": "
            + failure.getMessage());
        assertEquals(List.of(), smashed);
    }

    /** What no profile has, the instance refuses; then, and only then, the call is made once more as the admin. */
    @Test
    void theAdminTokenIsForOneCallAndForWhatNoProfileHas() {
        var tokens = new ArrayList<String>();
        assertEquals(List.of("bpagt_" + "0f".repeat(32), "the admin's"), refusedFirst("Forbidden: missing scope apps:delete",
            "the admin's", tokens));
        assertEquals(List.of("bpagt_" + "0f".repeat(32)), refusedFirst("Forbidden: missing scope apps:delete", null, tokens));
        assertEquals(List.of("bpagt_" + "0f".repeat(32)), refusedFirst("Forbidden: missing scope apps:delete", " ", tokens));
        assertEquals(List.of("bpagt_" + "0f".repeat(32)), refusedFirst("Forbidden: missing scope apps:read", "the admin's", tokens));
        assertEquals(List.of("bpagt_" + "0f".repeat(32)), refusedFirst("Unauthorized", "the admin's", tokens));
    }

    private record Refused(Runnable called) implements Callable<Result>, Destructive {
        @Override
        public Consequences consequences() {
            return new Consequences("web", List.of());
        }

        @Override
        public Result call() {
            called.run();
            return null;
        }
    }

    /** The tokens of the calls of an operation that is refused with these words. */
    private List<String> refusedFirst(String words, String admin, List<String> tokens) {
        tokens.clear();
        var fake = Fake.operation("DESTRUCTIVE", List.of("apps:delete", "apps:read"), "operator", context -> new Refused(() -> {
            tokens.add(context.api().session().token());
            if (tokens.size() == 1) {
                throw new Failure(Kind.NOT_ALLOWED, words);
            }
        })).asking(Asking.AGREED).admin(admin);
        run(fake);
        return List.copyOf(tokens);
    }

    @Test
    void argumentsThatDoNotFitEndItFirst() {
        var fake = Fake.operation("DESTRUCTIVE", DELETES, "observer", context -> new Fake.Smash("web", smashed));
        var failure = refused(Invocation.run(fake.entry(), command -> {
            throw new Failure(Kind.USAGE, "what?");
        }, fake));
        assertEquals("what?", failure.getMessage());
    }

    @Test
    void aFaultOfOursIsAFailureTooAndNeverThrown() {
        var fake = Fake.operation("READ", List.of(), "", context -> () -> {
            throw new IllegalStateException("oops");
        });
        var failure = refused(run(fake));
        assertEquals("unexpected failure: java.lang.IllegalStateException: oops", failure.getMessage());
        assertEquals(1, failure.kind().exitCode());
    }

    /** What each component is declared to be decides, not what its text looks like. */
    record Shown(String id, @FreeText String log, @FreeText List<String> lines, @Variables(secret = "hidden") Map<String, String> env,
                 List<String> hidden, List<Setting> settings, Inner inner) implements Result {
        @Override
        public Page page() {
            return new Page().line(id).line(log);
        }
    }

    record Setting(String name, @ValueOf("name") String value) {
    }

    record Inner(@FreeText String evidence, int count) {
    }

    private static final String TOKEN = "ghp_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8";

    private static Shown shown(String text) {
        return new Shown(text, text, List.of(text, "b"), Map.of("GREETING", "hello", "DB_PASSWORD", "hunter22", "PLAIN", "xyz",
            "EMPTY_TOKEN", ""),
            List.of("PLAIN"), List.of(new Setting("env API_KEY", "k"), new Setting("memory", "1g")), new Inner(text, 7));
    }

    private Shown masked(Shown result, Secrets secrets) {
        var fake = Fake.operation("READ", List.of(), "", context -> () -> result).secrets(secrets);
        return (Shown) assertInstanceOf(Reply.Done.class, run(fake)).result();
    }

    @Test
    void freeTextAndVariablesAreMaskedAndIdentifiersNever() {
        var masked = masked(shown("x " + TOKEN), new Secrets());
        assertEquals("x " + TOKEN, masked.id());
        assertEquals("x ghp_***", masked.log());
        assertEquals(List.of("x ghp_***", "b"), masked.lines());
        assertEquals(Map.of("GREETING", "hello", "DB_PASSWORD", "***", "PLAIN", "***", "EMPTY_TOKEN", ""), masked.env());
        assertEquals(List.of(new Setting("env API_KEY", "***"), new Setting("memory", "1g")), masked.settings());
        assertEquals(new Inner("x ghp_***", 7), masked.inner());
    }

    @Test
    void whatHoldsNoSecretIsTheSameObject() {
        record Plain(String id, @FreeText String log, Inner inner) implements Result {
            @Override
            public Page page() {
                return new Page();
            }
        }
        var plain = new Plain("a", "all is well", new Inner("nothing", 1));
        var fake = Fake.operation("READ", List.of(), "", context -> () -> plain);
        assertSame(plain, ((Reply.Done) run(fake)).result());
    }

    @Test
    void revealedNothingIsMasked() {
        assertEquals("x " + TOKEN, masked(shown("x " + TOKEN), null).log());
        assertEquals("hunter22", masked(shown("x"), null).env().get("DB_PASSWORD"));
    }

    @Test
    void theVeryTokenOfTheCallIsMaskedAndForgottenWithIt() {
        assertEquals("say *** now", masked(shown("say opensesame-12345 now"), new Secrets("opensesame-12345")).log());
        assertEquals("say opensesame-12345 now", masked(shown("say opensesame-12345 now"), new Secrets()).log());
    }

    @Test
    void aFailuresWordsAreFreeTextToo() {
        var fake = Fake.operation("READ", List.of(), "", context -> () -> {
            throw new Failure(Kind.CONFLICT, "the server said " + TOKEN, "look at " + TOKEN);
        });
        var failure = refused(run(fake));
        assertEquals("the server said ghp_***", failure.getMessage());
        assertEquals("look at ghp_***", failure.hint());
        assertEquals(Kind.CONFLICT, failure.kind());
    }
}
