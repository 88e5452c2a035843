package tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Asking;
import lib.op.Consequences;
import lib.op.Destructive;
import lib.op.Result;
import lib.run.Arguments;
import lib.run.Reply;
import lib.run.Several;
import org.junit.jupiter.api.Test;

/** One command for several names: none skips its question, no flood, answers in order. */
class SeveralTest {
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> replies = new LinkedHashMap<>();

    /** A command whose name its arguments set. */
    private static class Named implements Callable<Result>, Destructive {
        String name;
        final java.util.function.Consumer<String> work;

        Named(java.util.function.Consumer<String> work) {
            this.work = work;
        }

        @Override
        public Consequences consequences() {
            return new Consequences(name, List.of());
        }

        @Override
        public Result call() {
            work.accept(name);
            return null;
        }
    }

    private static Map<String, Arguments> names(List<String> names) {
        Map<String, Arguments> each = new LinkedHashMap<>();
        names.forEach(name -> each.put(name, command -> ((Named) command).name = name));
        return each;
    }

    private void run(String effect, Asking asking, List<String> names, java.util.function.Consumer<String> work) {
        var fake = Fake.operation(effect, List.of(), "", context -> new Named(work)).asking(asking);
        Several.run(fake.entry(), names(names), fake, replies::put);
        assertEquals(names, new ArrayList<>(replies.keySet()), "told in the order of the names");
    }

    @Test
    void everyOneIsAskedForBeforeAnyRuns() {
        var asked = new ArrayList<String>();
        run("DESTRUCTIVE", question -> {
            assertEquals(List.of(), ran, "one ran before all were asked for");
            asked.add(question.lost().name());
            return Asking.Answer.AGREED;
        }, List.of("a", "b", "c"), ran::add);
        assertEquals(List.of("a", "b", "c"), asked);
        assertEquals(List.of("a", "b", "c"), ran.stream().sorted().toList());
    }

    @Test
    void whereOneIsDeclinedNoneRuns() {
        run("DESTRUCTIVE", question -> question.lost().name().equals("b") ? Asking.Answer.DECLINED : Asking.Answer.AGREED,
            List.of("a", "b", "c"), ran::add);
        assertEquals(List.of(), ran);
        assertEquals("that is not \"b\"; nothing was changed", assertInstanceOf(Reply.Refused.class, replies.get("b")).failure()
            .getMessage());
        assertEquals("not done, since one of the others may not be; nothing was changed",
            assertInstanceOf(Reply.Refused.class, replies.get("a")).failure().getMessage());
        assertEquals(3, Several.exitCode(List.copyOf(replies.values())));
    }

    @Test
    void whereNobodyCanBeAskedNoneRuns() {
        run("DESTRUCTIVE", Asking.NOBODY, List.of("a", "b"), ran::add);
        assertEquals(List.of(), ran);
        assertEquals(3, Several.exitCode(List.copyOf(replies.values())));
    }

    @Test
    void whatNeedsNoQuestionGoesOnWhereOneFails() {
        run("WRITE", Asking.NOBODY, List.of("a", "b", "c"), name -> {
            if (name.equals("b")) {
                throw new Failure(Kind.NOT_FOUND, "there is no b");
            }
            ran.add(name);
        });
        assertEquals(List.of("a", "c"), ran.stream().sorted().toList());
        assertEquals(5, Several.exitCode(List.copyOf(replies.values())));
    }

    @Test
    void atMostEightRunAtATime() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var eight = new CountDownLatch(8);
        run("WRITE", Asking.NOBODY, IntStream.range(0, 40).mapToObj(i -> "app-" + i).toList(), name -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            eight.countDown();
            try {
                // the first eight wait for each other: more than one at a time is proved, and a ninth would be seen
                assertTrue(eight.await(60, TimeUnit.SECONDS));
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            running.decrementAndGet();
            ran.add(name);
        });
        assertEquals(8, most.get());
        assertEquals(40, ran.size());
    }
}
