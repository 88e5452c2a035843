package lib.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** A small text file that the person names: read whole, and what stands against it told in a sentence. */
public final class TextFile {

    private TextFile() {
    }

    /**
     * @param typed   its name as it was typed
     * @param largest in bytes
     * @param tooMuch what is said of a larger one, behind its name
     * @param hint    which file is wanted
     * @throws Failure USAGE when it cannot be read, is larger, or is no UTF-8 text
     */
    public static String read(String typed, long largest, String tooMuch, String hint) {
        Path path = RawPath.typed(typed);
        try {
            if (Files.isDirectory(path)) {
                throw new Failure(Kind.USAGE, typed + " is a folder", hint);
            }
            if (Files.size(path) > largest) {
                throw new Failure(Kind.USAGE, typed + " " + tooMuch, hint);
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new Failure(Kind.USAGE, "there is no file " + typed, hint);
        } catch (AccessDeniedException e) {
            throw new Failure(Kind.USAGE, "you may not read " + typed, hint);
        } catch (CharacterCodingException e) {
            throw new Failure(Kind.USAGE, typed + " is no UTF-8 text", hint);
        } catch (IOException e) {
            throw new Failure(Kind.USAGE, "cannot read " + typed + " (" + Reason.of(e) + ")", hint);
        }
    }
}
