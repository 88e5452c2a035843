package lib.mcp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lib.json.JsonOut;
import lib.op.Asking;
import lib.op.Question;

/** The person at a client of the legacy era: asked by a request of ours, which the client answers in its own time. */
final class Person {

    /** Somebody who went for a coffee is no consent. */
    private static final int LONGEST_MINUTES = 10;

    private final Wire wire;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, Pending> asked = new ConcurrentHashMap<>();

    Person(Wire wire) {
        this.wire = wire;
    }

    /** A question that waits. */
    private static final class Pending {
        private final CountDownLatch answered = new CountDownLatch(1);
        private volatile Map<String, Object> answer;
    }

    /** Asks, and waits for the answer. An interruption is no answer. */
    Asking.Answer ask(Question question) {
        Consent consent = Consent.to(question);
        String id = "paas-" + number.incrementAndGet();
        Pending pending = new Pending();
        asked.put(id, pending);
        wire.send(Answer.message(id, "elicitation/create", Answer.text(new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                json.writeStartObject();
                Answer.elicitation(json, consent);
                json.writeEndObject();
            }
        })));
        try {
            return pending.answered.await(LONGEST_MINUTES, TimeUnit.MINUTES) ? Consent.given(question, pending.answer)
                    : Asking.Answer.REJECTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Asking.Answer.REJECTED;
        } finally {
            asked.remove(id);
        }
    }

    /** The client's answer to a request of ours; what was not asked is nothing. */
    void answered(Message answer) {
        Pending pending = answer.id() instanceof String id ? asked.get(id) : null;
        if (pending != null) {
            pending.answer = answer.params();
            pending.answered.countDown();
        }
    }
}
