package tests.setup.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lib.setup.file.SettingsFile;

/** A process that replaces a file and dies at once after one of the steps. */
public final class Writing {
    private Writing() {
    }

    /** @param args the file, the file with the new bytes, the step */
    public static void main(String[] args) throws IOException {
        var fatal = SettingsFile.Step.valueOf(args[2]);
        var file = new SettingsFile(Path.of(args[0]), step -> {
            if (step == fatal) {
                Runtime.getRuntime().halt(137);
            }
        });
        file.replace(file.read(), Files.readAllBytes(Path.of(args[1])), "settings.json.bak");
    }
}
