package lib.sandbox.db;

import java.util.List;

/** What a Redis server answers. */
sealed interface RedisReply {

    RedisReply OK = new Text("OK");
    RedisReply NIL = new Text("");

    /** As redis-cli prints it when its output is no terminal, with a newline at the end. */
    String print();

    static RedisReply of(long number) {
        return new Text(Long.toString(number));
    }

    static RedisReply of(boolean done) {
        return of(done ? 1 : 0);
    }

    /** @param value null for nil */
    static RedisReply of(String value) {
        return value == null ? NIL : new Text(value);
    }

    static RedisReply of(List<String> values) {
        return new Many(values.stream().map(RedisReply::of).toList());
    }

    /** A status, a number, a value; a failure too: it is an ordinary line, the client still ends well. */
    record Text(String text) implements RedisReply {
        @Override
        public String print() {
            return text + "\n";
        }
    }

    /** An array. */
    record Many(List<RedisReply> items) implements RedisReply {
        @Override
        public String print() {
            return items.isEmpty() ? "\n" : items.stream().map(RedisReply::print).reduce("", String::concat);
        }
    }
}
