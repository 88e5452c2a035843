package lib.services.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Redis commands that only read, with their subcommands. What is not here, or has an option that stores, waits or runs, counts as a write.
 */
final class RedisJudge {

    private static final Set<String> READS = words("""
            bitcount bitfield_ro bitpos dbsize dump echo exists expiretime geodist geohash geopos geosearch georadius_ro
            georadiusbymember_ro get getbit getrange hexists hexpiretime hget hgetall hkeys hlen hmget hpexpiretime hpttl hrandfield hscan
            hstrlen httl hvals info keys lastsave lcs lindex llen lolwut lpos lrange mget pexpiretime pfcount ping pttl randomkey role scan
            scard sdiff sinter sintercard sismember smembers smismember sort_ro srandmember sscan strlen substr sunion time ttl type xlen
            xpending xrange xrevrange zcard zcount zdiff zinter zintercard zlexcount zmscore zrandmember zrange zrangebylex zrangebyscore
            zrank zrevrange zrevrangebylex zrevrangebyscore zrevrank zscan zscore zunion""");

    /** Commands that read as long as none of these words is among what follows. */
    private static final Map<String, Set<String>> UNLESS = Map.of(
            "sort", Set.of("store"),
            "georadius", Set.of("store", "storedist"),
            "georadiusbymember", Set.of("store", "storedist"),
            "xread", Set.of("block"));

    private static final Map<String, Set<String>> SUBCOMMANDS = subcommands("""
            acl: cat whoami
            client: getname id info list
            cluster: countkeysinslot getkeysinslot info keyslot myid nodes shards slots
            command: count docs getkeys info list
            config: get
            function: list stats
            latency: history latest
            memory: doctor stats usage
            module: list
            object: encoding freq idletime refcount
            pubsub: channels numpat numsub shardchannels shardnumsub
            script: exists
            slowlog: get len
            xinfo: consumers groups stream""");

    private RedisJudge() {
    }

    /** @return null when the command only reads */
    static String objection(String text) {
        List<String> words = of(text.strip());
        if (words == null) {
            return "more than one line, or a quote that is not closed";
        }
        int at = options(words);
        if (at < 0 || at == words.size()) {
            return at < 0 ? "an option of redis-cli" : "no command";
        }
        String name = Token.small(words.get(at));
        Set<String> following = new HashSet<>();
        words.subList(at + 1, words.size()).forEach(each -> following.add(Token.small(each)));
        String sub = at + 1 < words.size() ? Token.small(words.get(at + 1)) : "";
        boolean reads = READS.contains(name) || name.equals("command") && sub.isEmpty()
                || UNLESS.containsKey(name) && UNLESS.get(name).stream().noneMatch(following::contains)
                || SUBCOMMANDS.getOrDefault(name, Set.of()).contains(sub);
        boolean whole = SUBCOMMANDS.containsKey(name) || UNLESS.containsKey(name);
        return reads ? null : (whole ? String.join(" ", words.subList(at, words.size())) : words.get(at)).toUpperCase(Locale.ROOT)
                + ", which may change something";
    }

    /** How many leading words are options that change nothing: the database, and how it is printed; -1 for any other. */
    static int options(List<String> words) {
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            if (words.get(at).equals("-n") && at + 1 < words.size() && words.get(at + 1).matches("[0-9]{1,4}")) {
                at += 2;
            } else if (words.get(at).equals("--raw") || words.get(at).equals("--no-raw")) {
                at++;
            } else {
                return -1;
            }
        }
        return at;
    }

    /**
     * The words of a command as the instance cuts it: at blanks and tabs, with quotes of both kinds, and nothing that escapes (contract:
     * dbQuery, redis).
     *
     * @return null when there are several lines, or a quote that is not closed
     */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (char c : text.toCharArray()) {
            if (c == '\n' || c == '\r' || c == 0) {
                return null;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == ' ' || c == '\t') {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
            } else {
                word = word == null ? new StringBuilder() : word;
                if (c == '"' || c == '\'') {
                    quote = c;
                } else {
                    word.append(c);
                }
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return quote == 0 ? words : null;
    }

    private static Map<String, Set<String>> subcommands(String table) {
        Map<String, Set<String>> all = new HashMap<>();
        table.lines().forEach(line -> all.put(line.strip().substring(0, line.strip().indexOf(':')),
                words(line.strip().substring(line.strip().indexOf(':') + 1))));
        return all;
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
