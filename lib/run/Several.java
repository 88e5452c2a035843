package lib.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * One command for several names: a call each, through {@link Invocation} like any other. All of them are bound and asked for before the
 * first
 * one runs, and unless each may go on none does; then a few run at a time. They share the context's client, and so its one listing of
 * names.
 */
public final class Several {

    /** The instance takes 20 requests a second (contract, RATE LIMIT), and a call makes about three. */
    private static final int AT_A_TIME = 8;

    private Several() {
    }

    /**
     * Runs them all.
     *
     * @param arguments the inputs of each, by the name it is for
     * @param done      told of each in the order of the names, as soon as it and those before it are over
     */
    public static void run(CommandEntry entry, Map<String, Arguments> arguments, Context context, BiConsumer<String, Reply> done) {
        Map<String, Invocation> prepared = new LinkedHashMap<>();
        boolean ready = true;
        for (Map.Entry<String, Arguments> each : arguments.entrySet()) {
            Invocation invocation = Invocation.prepare(entry, each.getValue(), context);
            prepared.put(each.getKey(), invocation);
            ready &= invocation.ready() || !entry.destructive();
        }
        if (!ready) {
            prepared.forEach((name, invocation) -> done.accept(name, invocation.ready()
                    ? new Reply.Refused(new Failure(Kind.DECLINED, "not done, since one of the others may not be; nothing was changed"))
                    : invocation.finish()));
            return;
        }
        Semaphore places = new Semaphore(AT_A_TIME);
        Map<String, Future<Reply>> running = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            prepared.forEach((name, invocation) -> running.put(name, threads.submit(() -> finished(invocation, places))));
            for (Map.Entry<String, Future<Reply>> each : running.entrySet()) {
                done.accept(each.getKey(), each.getValue().get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an invocation never throws", e.getCause());
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        }
    }

    /** The rate limit is the transport's to heed: it waits as long as the instance asks for. */
    private static Reply finished(Invocation invocation, Semaphore places) throws InterruptedException {
        places.acquire();
        try {
            return invocation.finish();
        } finally {
            places.release();
        }
    }

    /** The worst exit code of replies: that of the whole. */
    public static int exitCode(List<Reply> replies) {
        int worst = 0;
        for (Reply reply : replies) {
            worst = Math.max(worst, switch (reply) {
                case Reply.Refused refused -> refused.failure().kind().exitCode();
                case Reply.Asked asked -> Kind.DECLINED.exitCode();
                case Reply.Done done -> done.result() == null ? 0
                        : done.result().failure() != null ? done.result().failure().kind().exitCode() : done.result().exitStatus();
            });
        }
        return worst;
    }
}
