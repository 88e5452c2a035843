package tests.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import lib.api.Api;
import lib.api.TokenSource;
import lib.base.secrets.Secrets;
import lib.config.ConfigFile;
import lib.files.Machine;
import lib.http.Transport;
import lib.op.Asking;
import lib.op.Consequences;
import lib.op.Destructive;
import lib.op.Dialog;
import lib.op.Feed;
import lib.op.Live;
import lib.op.Progress;
import lib.op.Result;
import lib.op.Terminal;
import lib.run.Catalog;
import lib.run.CommandEntry;
import lib.run.Context;

/** A catalog of one command and a context for it: what a test says is what a call has. */
final class Fake implements Context, Catalog {
    private final CommandEntry entry;
    private final Function<Context, Callable<? extends Result>> maker;
    private final Api api;
    private Asking asking = Asking.NOBODY;
    private Secrets secrets = new Secrets();
    private String admin;

    private Fake(CommandEntry entry, String profile, Function<Context, Callable<? extends Result>> maker) {
        this.entry = entry;
        this.maker = maker;
        this.api = new Api(() -> new Api.Session(null, "https://paas.example.com", "bpagt_" + "0f".repeat(32), "test", profile,
            TokenSource.SAVED));
    }

    /** An operation of this effect that needs these scopes, on a connection of this profile. */
    static Fake operation(String effect, List<String> scopes, String profile, Function<Context, Callable<? extends Result>> maker) {
        return new Fake(new CommandEntry("smash", "<thing>", "Smash a thing", "Things", "paas_smash", effect,
            scopes.toArray(String[]::new), true, true, ""),
            profile, maker);
    }

    Fake asking(Asking way) {
        asking = way;
        return this;
    }

    Fake secrets(Secrets known) {
        secrets = known;
        return this;
    }

    Fake admin(String token) {
        admin = token;
        return this;
    }

    @Override
    public String adminToken() {
        return admin;
    }

    CommandEntry entry() {
        return entry;
    }

    /** A command that loses something, and remembers that it ran. */
    record Smash(String thing, List<String> smashed) implements Callable<Result>, Destructive {
        @Override
        public Consequences consequences() {
            return new Consequences(thing, List.of("pieces: many"));
        }

        @Override
        public Result call() {
            smashed.add(thing);
            return null;
        }
    }

    @Override
    public CommandEntry[] entries() {
        return new CommandEntry[] {entry};
    }

    @Override
    public Callable<? extends Result> create(CommandEntry wanted, Context context) {
        return maker.apply(context);
    }

    @Override
    public Api api() {
        return api;
    }

    @Override
    public Asking asking() {
        return asking;
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public Catalog catalog() {
        return this;
    }

    @Override
    public Progress progress() {
        return Progress.NONE;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Supplier<Transport> transports() {
        throw new AssertionError("no network");
    }

    @Override
    public ConfigFile config() {
        throw new AssertionError("no config");
    }

    @Override
    public Dialog dialog() {
        throw new AssertionError("no dialog");
    }

    @Override
    public Terminal terminal() {
        throw new AssertionError("no terminal");
    }

    @Override
    public Machine machine() {
        throw new AssertionError("no machine");
    }

    @Override
    public Feed feed(Live live) {
        throw new AssertionError("no feed");
    }
}
