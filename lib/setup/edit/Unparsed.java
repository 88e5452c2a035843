package lib.setup.edit;

import lib.base.Failure;
import lib.base.Failure.Kind;

/** A file that does not parse, as a failure whose message goes on a sentence that begins with the file's name. */
final class Unparsed {

    private Unparsed() {
    }

    static Failure at(int line, int column, String language) {
        return new Failure(Kind.FAILED, "is no " + language + " from line " + line + ", column " + column + " on");
    }
}
