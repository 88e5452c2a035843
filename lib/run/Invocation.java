package lib.run;

import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.AdminToken;
import lib.api.Permission;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Fault;
import lib.base.secrets.Secrets;
import lib.files.TypedWords;
import lib.op.AsAdmin;
import lib.op.Asking;
import lib.op.Destructive;
import lib.op.Feed;
import lib.op.Live;
import lib.op.Question;
import lib.op.Result;

/**
 * One call of one command: the only place that runs any. Whoever calls, the steps are the same: its inputs are bound, its scopes are held
 * against the connection's profile, the person is asked where something would be lost, it is called, and what it answers is masked.
 */
public final class Invocation {

    private final CommandEntry entry;
    private final Context context;
    private final Asking asking;
    private final Callable<? extends Result> command;
    private Reply refusal;
    private boolean admin;

    private Invocation(CommandEntry entry, Context context, Asking asking) {
        this.entry = entry;
        this.context = context;
        this.asking = asking;
        this.command = context.catalog().create(entry, context);
    }

    /**
     * Runs a command to its end. Never throws: what fails is a {@link Reply.Refused}.
     *
     * @param arguments its inputs
     * @param context   what it may use, and how its caller wants it run
     */
    public static Reply run(CommandEntry entry, Arguments arguments, Context context) {
        return prepare(entry, arguments, context).finish();
    }

    /** The same, asked otherwise than the context does; null as it does. */
    public static Reply run(CommandEntry entry, Arguments arguments, Context context, Asking asking) {
        return prepare(entry, arguments, context, asking).finish();
    }

    /** The first half: binds, checks the profile, asks. Changes nothing; what fails is kept for {@link #finish}. */
    static Invocation prepare(CommandEntry entry, Arguments arguments, Context context) {
        return prepare(entry, arguments, context, null);
    }

    private static Invocation prepare(CommandEntry entry, Arguments arguments, Context context, Asking asking) {
        Invocation invocation = new Invocation(entry, context, asking);
        try {
            arguments.bind(invocation.command);
            if (entry.operation() && entry.remote()) {
                Permission.check(context.api().session(), List.of(entry.scopes()));
            }
            if (invocation.command instanceof AsAdmin declared && declared.asAdmin()) {
                context.api().actAs(AdminToken.of(context.adminToken()));
                invocation.admin = true;
            }
            invocation.refusal = invocation.ask();
        } catch (Exception | Error e) {
            invocation.refusal = invocation.refused(e);
        }
        return invocation;
    }

    /** Whether {@link #finish} would call the command. */
    boolean ready() {
        return refusal == null;
    }

    /** The second half: calls, and masks. */
    Reply finish() {
        if (refusal != null) {
            return refusal;
        }
        try {
            if (command instanceof Live live && live.live()) {
                return followed(live);
            }
            return new Reply.Done(masked(called()));
        } catch (Exception | Error e) {
            return refused(e);
        }
    }

    private Result masked(Result result) {
        Secrets secrets = context.secrets();
        return result == null || secrets == null ? result : Masking.masked(result, secrets, context.catalog());
    }

    private Reply followed(Live live) {
        if (live.verbatim()) {
            // the one secret that is masked is that of the connection, which is known once it is open
            context.api().session();
        }
        MaskedFeed feed = new MaskedFeed(context.feed(live), context.secrets(), context.catalog(), live.verbatim());
        try {
            live.follow(feed);
            feed.end();
            return new Reply.Done(masked(live.outcome()));
        } catch (Feed.Gone nobodyReads) {
            return new Reply.Done(null);
        } catch (RuntimeException e) {
            if (feed.left()) {
                // the interruption has done what it was for
                Thread.interrupted();
                return new Reply.Done(null);
            }
            feed.end();
            throw e;
        }
    }

    /**
     * Calls it. No profile may do everything (delete apps, clean the host): where the instance says so, which changes nothing, the call is
     * made once more with the admin token, if there is one.
     */
    private Result called() throws Exception {
        if (admin) {
            return command.call();
        }
        try {
            return command.call();
        } catch (Failure e) {
            String token = Permission.adminOnly(e, List.of(entry.scopes())) ? context.adminToken() : null;
            if (token == null || token.isBlank()) {
                throw e;
            }
            context.api().actAs(token.strip());
        }
        try {
            return command.call();
        } catch (Failure e) {
            throw e.kind() == Kind.NOT_ALLOWED && !Permission.adminOnly(e, List.of(entry.scopes())) ? AdminToken.refused(e) : e;
        }
    }

    /** @return null when the command may go on */
    private Reply ask() {
        if (!entry.destructive()) {
            return null;
        }
        Question question = new Question("paas " + entry.word(), ((Destructive) command).consequences());
        return switch ((asking == null ? context.asking() : asking).ask(question)) {
            case AGREED -> null;
            case DECLINED -> new Reply.Refused(question.declined());
            case REJECTED -> new Reply.Refused(question.rejected());
            case ELSEWHERE -> new Reply.Refused(question.elsewhere());
            case NOBODY -> new Reply.Refused(question.unasked());
            case LATER -> new Reply.Asked(question);
        };
    }

    private Reply refused(Throwable error) {
        Failure failure = error instanceof Failure known ? admin ? AdminToken.refused(known) : known
                : error instanceof InvalidPathException path && path.getInput().chars().anyMatch(each -> each > '~')
                ? new Failure(Kind.USAGE, "there is a path that cannot be named in this locale: " + path.getInput(), TypedWords.LOCALE)
                : Fault.of(error);
        Secrets secrets = context.secrets();
        return new Reply.Refused(secrets == null ? failure : Masking.masked(failure, secrets));
    }
}
