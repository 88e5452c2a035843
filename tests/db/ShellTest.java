package tests.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Instance;
import tests.support.Tty;

/** {@code paas db shell} at a real pseudo-terminal, at a plain one, and behind a pipe. */
class ShellTest {
    private static final String UP = "\u001b[A";
    private static final String PROMPT = "shop-db> $";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    private Cli cli() {
        return instance.cli(folder, "operator");
    }

    private String history() throws IOException {
        return Files.readString(folder.resolve(".paas/db_history"));
    }

    @Test
    void statementsCompletionHistoryAndCtrlC() throws IOException {
        try (var terminal = cli().terminal("db", "shell", "shop-db", "--no-color")) {
            terminal.await("Connected to shop-db \\(PostgreSQL\\). \\\\\\? explains");
            terminal.await(PROMPT);
            terminal.type("select 'fir' || 'st' as one;\r").await("\none\nfirst\nshop-db> $");
            terminal.type("select em\t");
            terminal.await("select em");
            terminal.type("\u0015select id\r").await("-> $");
            terminal.type("from custom\t").await("-> from customers");
            terminal.type("where em\t").await("where email");
            terminal.type("like 'ada%';\r").await("\nid\n1\nshop-db> $");
            terminal.type("selekt nonsense").await("selekt nonsense$");
            terminal.type(Tty.CTRL_C).await("nonsense\nshop-db> $");
            terminal.type("select 1,\r").await("-> $");
            terminal.type(Tty.CTRL_C).await("-> \nshop-db> $");
            terminal.type("select 'third' as x;\r").await("\nx\nthird\nshop-db> $");
            terminal.type(UP + UP + "\r").await("email +like 'ada%';\nid\n1\nshop-db> $");
            terminal.type("select * from nope;\r").await("error: PostgreSQL says: relation \"nope\" does not exist\nhint: .*\nshop-db> $");
            terminal.type("\\d customers\r").await("\ncolumn +type +null +default +key\nid +integer +not null +nextval.*primary\n");
            terminal.type("\\x\r").await("Each row is a block from now on.\nshop-db> $");
            terminal.type("select 1 as a, null as b;\r").await("\nrow 1\n  a  1\n  b  NULL\nshop-db> $");
            terminal.type("\\nope\r").await("error: there is no \\\\nope here\n");
            terminal.type("select 'hunter2hunter2' as password; \r").await("password +\\*\\*\\*\n");
            terminal.type("select 'ghp_0123456789abcdefghijklmnopqrstuvwxyz' as x;\r").await("ghp_\\*\\*\\*\nshop-db> $|x  ghp_\\*\\*\\*");
            terminal.type(Tty.CTRL_D);
            terminal.finish().exits(0).leavesTheTerminalUsable();
            assertFalse(terminal.raw().matches("(?s).*\u001b\\[[?>=]?[0-9;]*(c|n|u|\\$p).*"), terminal.raw().replace("\u001b", "␛"));
            assertFalse(terminal.screen().contains("WARNING"), terminal.screen());
        }
        assertTrue(history().startsWith("select 'fir' || 'st' as one;\nselect id\\nfrom customers where email like 'ada%';\n"), history());
        assertFalse(history().contains("ghp_") || history().contains("hunter2") || history().contains("nonsense"), history());
        assertEquals("rw-------", Home.permissions(folder.resolve(".paas/db_history")));
        assertEquals("rwx------", Home.permissions(folder.resolve(".paas")));
        // the next session knows it
        try (var terminal = cli().terminal("db", "shell", "shop-db", "--no-color")) {
            terminal.await(PROMPT);
            terminal.type(UP).await("\\\\nope$");
            terminal.type("\u0015\\q\r");
            terminal.finish().exits(0).leavesTheTerminalUsable();
        }
    }

    @Test
    void aChangeIsAskedForOnceASession() {
        try (var terminal = cli().terminal("db", "shell", "shop-db", "--no-color")) {
            terminal.await(PROMPT);
            terminal.type("create table a1 (a int);\r").await("Not surely a read: CREATE, which may change something.\n"
                + "Send what may change data, in this session\\? \\[y/N\\] $");
            terminal.type("n\r").await("Not sent.\nshop-db> $");
            terminal.type("create table a2 (a int);\r").await("\\[y/N\\] $");
            terminal.type("y\r").await("\nCREATE TABLE\nshop-db> $");
            terminal.type("create table a3 (a int);\r").await("a3 \\(a int\\);\nCREATE TABLE\nshop-db> $");
            terminal.type("begin;\r").await("A transaction is sent in one piece.*\nshop-db\\*> $");
            terminal.type("insert into a3 values (5);\r").await("values \\(5\\);\nshop-db\\*> $");
            terminal.type("commit;\r").await("\nBEGIN\nINSERT 0 1\nCOMMIT\nshop-db> $");
            terminal.type("select a, 1 as b from a3;\r").await("\na  b\n5  1\nshop-db> $");
            terminal.type("quit\r");
            terminal.finish().exits(0).leavesTheTerminalUsable();
        }
        cli().run("db", "tables", "shop-db").exits(0).prints("TABLE\na2\na3\ncustomers\nopen_orders\norders\nproducts\n");
        try (var terminal = cli().terminal("db", "shell", "shop-db", "--no-color", "--read-only")) {
            terminal.await(PROMPT);
            terminal.type("drop table a2;\r")
                .await("error: this session is --read-only, and this is not surely a read: DROP, which may change "
                + "something; nothing was sent\nshop-db> $");
            terminal.type("\\q\r");
            terminal.finish().exits(0);
        }
    }

    @Test
    void redisHasACommandALine() {
        try (var terminal = cli().terminal("db", "shell", "shop-cache", "--no-color", "--write")) {
            terminal.await("\\(Redis\\)[^$]*shop-cache> $");
            terminal.type("TYPE mai\t").await("mail:queue");
            terminal.type("\r").await("\nresult\nlist\nshop-cache> $");
            terminal.type("set greeting 'hello world'\r").await("\nresult\nOK\nshop-cache> $");
            terminal.type("\\d greeting\r").await("\nvalue\nhello world\nshop-cache> $");
            terminal.type(Tty.CTRL_D);
            terminal.finish().exits(0).leavesTheTerminalUsable();
        }
    }

    @Test
    void aDumbTerminalHasPlainLines() {
        try (var terminal = cli().env("TERM", "dumb").terminal("db", "shell", "shop-db")) {
            terminal.await(PROMPT);
            terminal.type("select 'fir' || 'st' as one;\r").await("\none\nfirst\nshop-db> $");
            terminal.type("selekt").await("selekt$");
            terminal.type(Tty.CTRL_C).await("\\^C\nshop-db> $");
            terminal.type("select 2 as two;\r").await("\ntwo\n2\nshop-db> $");
            terminal.type(Tty.CTRL_D);
            terminal.finish().exits(0).leavesTheTerminalUsable();
            assertFalse(terminal.raw().contains("\u001b"), terminal.raw().replace("\u001b", "␛"));
        }
    }

    /** A terminal that the machine has no description of is newer than the machine. */
    @Test
    void anUnknownTerminalIsNoReasonForWarnings() {
        try (var terminal = cli().env("TERM", "xterm-of-tomorrow").terminal("db", "shell", "shop-db", "--no-color")) {
            terminal.await(PROMPT);
            terminal.type("select 5 as five;\r").await("\nfive\n5\nshop-db> $");
            terminal.type("\\q\r");
            var ended = terminal.finish().exits(0).leavesTheTerminalUsable();
            assertFalse(ended.screen().contains("WARNING") || ended.screen().contains("Exception"), ended.screen());
        }
    }

    @Test
    void ctrlCLeavesAStatementThatTakesLongAndTheSessionGoesOn() {
        try (var terminal = cli().terminal("db", "shell", "shop-db", "--no-color", "--write")) {
            terminal.await(PROMPT);
            terminal.type("select pg_sleep(25);\r").await("pg_sleep\\(25\\);\n");
            for (int i = 0; i < 100 && instance.sandbox().requests().size() < 2; i++) {
                pause(20);
            }
            pause(500);
            terminal.type(Tty.CTRL_C).await("error: interrupted; the statement may go on in the database\nshop-db> $");
            terminal.type("\\q\r");
            terminal.finish().exits(0).leavesTheTerminalUsable();
        }
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsPipedInRunsOneByOneUntilOneFails() {
        var all = """
            -- a file
            select 1 as a; select 2
              as b;
            select * from nope;
            select 3 as c;
            """;
        cli().runWith(all, "db", "shell", "shop-db").exits(1).prints("a\n1\nb\n2\n")
            .complains("error: line 4: PostgreSQL says: relation \"nope\" does not exist\nhint: see: paas db tables shop-db\n");
        cli().runWith("select 1 as a", "db", "shell", "shop-db").exits(0).prints("a\n1\n").complains("");
        cli().runWith("create table p (a int);", "db", "shell", "shop-db").exits(3).prints("")
            .complains("error: line 1: this is not surely a "
            + "read: CREATE, which may change something; nothing was sent\n"
            + "hint: if it is meant to change something, say so with --write\n");
        cli().runWith("begin;\ncreate table p (a int);\ninsert into p values (1);\ncommit;\n\\d p\n", "db", "shell", "shop-db", "--write")
            .exits(0)
            .printsMatch("BEGIN\nCREATE TABLE\nINSERT 0 1\nCOMMIT\ncolumn +type +null +default +key\na +integer *\n").complains("");
        cli().runWith("SET k v\nGET k\n", "db", "shell", "shop-cache", "--write").exits(0).prints("result\nOK\nresult\nv\n").complains("");
        cli().run("db", "shell", "shop-db", "--write", "--read-only").failsWith(2, "--write and --read-only exclude each other\n");
    }
}
