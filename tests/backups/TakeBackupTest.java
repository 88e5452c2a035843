package tests.backups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.Tool;
import tests.support.Tty;

/** {@code paas backups}, {@code create} and {@code delete}, and the tools of the first two. */
class TakeBackupTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void madeListedAndTakenBack() {
        var cli = instance.cli(folder, "operator");
        cli.run("backups").exits(0).prints("").complains("No backups yet: paas backups create\n");
        var made = cli.run("backups", "create").exits(0).complains("");
        var name = names().getFirst();
        made.printsMatch("Made " + name + " \\([\\d.]+ kB\\)\\.\n"
            + "In it      the instance's database, settings and logs; its admin token and its encryption key; dumps of the add-ons on the "
            + "instance's own machine; .*\n"
            + "Not in it  volumes, images and containers of apps; add-ons on other servers, and imported ones .*\n"
            + "Whoever has it has the instance: keep it private. To have it elsewhere: paas backups download " + name + "\n"
            + "Undo: paas backups delete " + name + "\n");
        cli.run("backups").exits(0).complains("").printsMatch("NAME +SIZE +CREATED\n" + name + " +[\\d.]+ kB +2.*\n");
        cli.run("backups", "list", "-q").exits(0).prints(name + "\n").complains("");
        var undo = made.stdout().lines().reduce((a, b) -> b).orElseThrow().replace("Undo: paas ", "") + " --yes";
        cli.run(undo.split(" ")).exits(0).complains("").prints("Deleted " + name
            + ".\nNo way back: only a copy that was downloaded, or that "
            + "lies in an object storage, has what was in it, and no route brings one back.\n");
        assertEquals(List.of(), names(), "as before");
        cli.run("backups", "delete", name, "--yes").failsWith(5, "there is no backup \"" + name + "\"\nhint: paas backups lists them\n");
    }

    @Test
    void theTools() {
        var cli = instance.cli(folder, "operator");
        var made = Tool.call(cli, "paas_create_backup").ok();
        assertEquals("{\"command\":\"paas backups delete " + made.path("name").asText() + "\"}", made.path("undo").toString());
        assertEquals(2, made.path("leavesOut").size());
        var listed = Tool.call(cli, "paas_list_backups").ok();
        assertEquals(made.path("name"), listed.path("backups").path(0).path("name"));
        assertEquals(made.path("sizeBytes"), listed.path("backups").path(0).path("sizeBytes"));
        Tool.call(instance.cli(folder.resolve("d"), "deployer"), "paas_create_backup").fails("error: the profile deployer may not do this: "
            + "it lacks the scope backups:manage\nhint: the profile operator has it; a person runs: paas connect " + instance.url()
            + " and choose operator");
    }

    /** The oldest are pushed out: said, and that they do not come back. */
    @Test
    void whatIsPushedOutIsNamed() throws InterruptedException {
        var cli = instance.cli(folder, "operator");
        cli.run("backups", "config", "--set", "retention=1", "--set", "databases=off").exits(0);
        cli.run("backups", "create", "-q").exits(0).prints(names().getFirst() + "\n");
        var first = names().getFirst();
        Thread.sleep(1100);   // names have seconds
        var second = cli.run("backups", "create").exits(0);
        assertEquals(1, names().size());
        second.printsPart("Pushed out  " + first + "\n").printsPart("the add-ons' databases: paas backups config --set databases=on")
            .printsPart("Undo: paas backups delete " + names().getFirst() + "   (the older ones that it pushed out do not come back: "
            + first
            + ")\n");
    }

    @Test
    void anAnswerThatGotLostIsMadeUpForByTheList() {
        var cli = instance.cli(folder, "operator");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/backups/create"));
        cli.run("backups", "create").exits(0).complains("").printsPart(
            "Note       its answer got lost; it was found in the list, and it does not grow any more\n");
        assertEquals(1, names().size());
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/backups/create"));
        cli.run("backups", "create").failsWith(9, "the answer of ").complainsPart(
            "hint: an instance goes on packing; look in a while: paas backups\n");
        assertEquals(1, names().size());
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/backups/delete"));
        cli.run("backups", "delete", names().getFirst(), "--yes").exits(0).printsPart("Deleted ");
    }

    @Test
    void aLogThatGrewMeanwhileIsTriedOnceMore() {
        var cli = instance.cli(folder, "operator");
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "Backup failed: archive/tar: write too long", 0))
            .at("/api/backups/create"));
        cli.run("backups", "create", "-q").exits(0).prints(names().getFirst() + "\n")
            .complains("Backup failed: archive/tar: write too long; trying once more, since a log may have grown meanwhile\n");
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "Backup failed: disk full", 0)).at("/api/backups/create").times(2));
        cli.run("backups", "create").exits(1).prints("").complainsPart("error: Backup failed: disk full\n");
    }

    @Test
    void deletingAsksByName() {
        var cli = instance.cli(folder, "operator");
        cli.run("backups", "create", "-q").exits(0);
        var name = names().getFirst();
        cli.run("backups", "delete", name).failsWith(3, "paas backups delete cannot be undone, and nobody can be asked here; nothing was "
            + "changed\nhint: if you are sure: paas backups delete " + name + " --yes\n");
        try (var tty = cli.terminal("backups", "delete", name)) {
            tty.await("Type " + name + " to go on");
            assertTrue(tty.screen().contains("it is the only one on the instance's disk"), tty.screen());
            tty.type("yes" + Tty.ENTER);
            tty.finish().exits(3);
        }
        assertEquals(List.of(name), names());
    }

    @Test
    void everyFailureOfTheRoutesIsToldInItsOwnWords() {
        var cli = instance.cli(folder, "operator");
        Failures.check(instance.sandbox(), cli, "/api/backups", "backups");
        Failures.check(instance.sandbox(), cli, "/api/backups/config", "backups", "create");
        instance.admin("POST", "/api/backups/create", Map.of());
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "Failed to delete backup", 0)).at("/api/backups/delete"));
        cli.run("backups", "delete", names().getFirst(), "--yes").failsWith(1, "Failed to delete backup\n");
        instance.sandbox().fault(Fault.of(new Effect.Status(200, "", 0)).at("/api/backups/delete"));
        cli.run("backups", "delete", names().getFirst(), "--yes").failsWith(1, "the instance says that it deleted " + names().getFirst()
            + ", and lists it still\n");
    }

    private List<String> names() {
        return StreamSupport.stream(instance.admin("GET", "/api/backups", null).spliterator(), false).map(each -> each.path("name")
            .asText())
            .toList();
    }
}
