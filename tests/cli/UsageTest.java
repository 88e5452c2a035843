package tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;

/** What cannot be understood: code 2, a reason and a way on, on stderr only, and nothing done. */
class UsageTest {
    @TempDir
    Path folder;
    private Home home;
    private Cli cli;

    @BeforeEach
    void setUp() {
        home = new Home(folder);
        cli = new Cli(home);
    }

    @ParameterizedTest
    @CsvSource({"statsu,status", "stat,status", "conect,connect", "evn,env", "disconect,disconnect", "verison,version"})
    void aSlipOfTheFingerIsUnderstood(String typed, String meant) {
        cli.run(typed).failsWith(2, "").complainsPart("\"" + typed + "\"").complainsMatch(".*\\b(mean|meant)\\b[^\\n]*\\b" + meant
            + "\\b.*")
            .complainsPart("Usage: paas");
    }

    @Test
    void anUnknownCommandFarFromAllGetsTheListAlone() {
        assertFalse(cli.run("frob").failsWith(2, "unknown command \"frob\"\n").stderr().contains("mean"), "cron is something else");
        var run = cli.run("frobnicate").failsWith(2, "").complainsPart("frobnicate").complainsPart("Usage: paas").complainsPart("connect");
        assertFalse(run.stderr().contains("mean"), "a far-fetched suggestion:\n" + run);
    }

    @Test
    void anUnknownCommandIsCleanedBeforeItIsShown() {
        cli.run("sta\u001b[31mtus\nerror: forged").failsWith(2, "").complainsMatch("error: [^\\n]*forged[^\\n]*\\n.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "env", "disconnect", "version", "connect"})
    void anUnknownOption(String command) {
        cli.run(command, "--frobnicate").failsWith(2, "").complainsPart("--frobnicate").complainsPart("paas " + command);
        home.checkNoConfig();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "env", "disconnect", "version"})
    void anArgumentTooMany(String command) {
        home.connected("http://127.0.0.1:1", "bpagt_0123");
        var what = command.equals("status") ? "one argument too many: \"extra\"\n" : "there is one argument too many\n";
        cli.run(command, "extra").failsWith(2, what).complainsPart("hint: run: paas " + command + " --help");
        home.checkPrivate();
    }

    /** A slip around the admin token must not put it into a CI log. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "connect http://127.0.0.1:1 --legacy s3cr3t | there is one argument too many",
        "connect http://127.0.0.1:1 --admintoken=s3cr3t | unknown option --admintoken",
        "connect http://127.0.0.1:1 --legacy=s3cr3t | --legacy takes no value",
        "connect http://127.0.0.1:1 --admin-token a --admin-token s3cr3t | option '--admin-token' (<token>) should be specified only once",
        "status --timeout s3cr3t | --timeout takes a whole number",
        "--admin-token=s3cr3t | unknown option \"--admin-token\""})
    void noValueIsRepeated(String typed, String message) {
        cli.secret("s3cr3t").run(typed.split(" ")).failsWith(2, message + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--profile", "--name", "--admin-token", "--ui", "--timeout"})
    void anOptionWithoutItsValue(String option) {
        cli.run("connect", "http://127.0.0.1:1", option).failsWith(2, "").complainsPart(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "1.5", "99999999999"})
    void aTimeLimitThatIsNone(String seconds) {
        home.connected("http://127.0.0.1:1", "bpagt_0123");
        cli.run("status", "--timeout", seconds).failsWith(2, "").complainsPart("--timeout");
    }

    @Test
    void connectWithoutUrlAndTerminal() {
        cli.run("connect").failsWith(2, "").complainsPart("hint: ").complainsPart("paas connect <url>");
        home.checkNoConfig();
    }

    @Test
    void anEmptyArgumentIsNoCommand() {
        cli.run("").failsWith(2, "").complainsPart("Usage: paas");
    }

    @Test
    void noArgumentIsReadFromAFile() throws Exception {
        var file = Files.writeString(folder.resolve("arguments"), "--help\n");
        cli.run("status", "@" + file).failsWith(2, "");
    }

    /** People come from other tools. */
    @ParameterizedTest
    @CsvSource({"login,connect [<url>]", "logout,disconnect", "whoami,status", "ls,apps", "list,apps", "rm,delete <app>",
        "destroy,delete <app>",
        "ssh,shell <app>", "vars,config <app>", "config:set,config set <app> <NAME=value>…", "mv,rename <app> <new-name>",
        "scale,update <app>", "wait,deployments wait <deployment>"})
    void theWordsOfOtherToolsAreUnderstood(String typed, String meant) {
        cli.run(typed).failsWith(2, "unknown command \"" + typed + "\"\nhint: did you mean: paas " + meant + "\n");
    }

    @Test
    void aNounShowsItsVerbs() {
        var verbs = """

            Verbs of db:
              db shell <addon>            Talk with a database
              db query <addon> <query>…   Run SQL or a Redis command
              db tables <addon>           List tables, or keys of a Redis
              db table <addon> <table>    Show rows of a table, or a Redis key

            More about one: paas help db <verb>
            """;
        cli.run("db").exits(2).prints("").complains("error: paas db needs a verb\n" + verbs);
        cli.run("db", "frobnicate").exits(2).prints("").complains("error: unknown command \"db frobnicate\"\n" + verbs);
        cli.run("db", "--help").exits(0).complains("").prints(verbs.substring(1));
        cli.run("help", "db").exits(0).complains("").prints(verbs.substring(1));
        cli.run("help", "cron").exits(0).complains("").printsPart("\nVerbs of cron:\n  cron ");
    }

    @ParameterizedTest
    @CsvSource({"cron rm,cron delete <cron>", "addons new,addons create <name>", "servers delete,servers remove <server>",
        "db sql,db query <addon> <query>…", "backups get,backups", "addons lst,addons"})
    void verbsOfOtherToolsAreUnderstoodToo(String typed, String meant) {
        var run = cli.run(typed.split(" ")).failsWith(2, "unknown command \"" + typed + "\"\n");
        assertEquals(!meant.contains(" "), !run.stderr().contains("did you mean"), run.toString());
        if (meant.contains(" ")) {
            run.complainsPart("hint: did you mean: paas " + meant + "\n");
        }
    }

    @Test
    void theListOfANounIsWhatTheNounSays() {
        home.connected("http://127.0.0.1:1", "bpagt_0123");
        for (var list : new String[][] {{"addons"}, {"addons", "list"}, {"addons", "ls"}}) {
            cli.run(list).failsWith(8, "cannot reach http://127.0.0.1:1");
        }
    }

    @Test
    void theVersionByItsShortOption() {
        cli.run("-v").exits(0).prints("0.1.0\n").complains("");
    }

    @Test
    void optionsOfEveryCommandMayStandBeforeIt() {
        cli.run("--json", "version").exits(0).prints("{\n  \"version\": \"0.1.0\"\n}\n").complains("");
        cli.run("--no-color", "--json", "version").exits(0).prints("{\n  \"version\": \"0.1.0\"\n}\n");
        cli.run("--json").failsWith(2, "unknown option \"--json\"\n");
        cli.run("--json", "frobnicate").failsWith(2, "unknown command \"frobnicate\"\n");
    }

    @Test
    void whatIsAttachedToAnOptionIsItsOwn() {
        home.connected("http://127.0.0.1:1", "bpagt_0123");
        cli.run("update", "web", "--start-command=-q").exits(8);
        cli.run("update", "web", "--start-command=--help me").exits(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "start"})
    void severalNamesAreAtLeastOne(String command) {
        home.connected("http://127.0.0.1:1", "bpagt_0123");
        cli.run(command).failsWith(2, "missing required parameter: '<app>'\nhint: run: paas " + command + " --help\n");
    }
}
