package lib.setup.edit;

/** A file that cannot be edited: it does not parse, or its form leaves no place for the entry. It holds nothing of the file's contents. */
public final class Broken extends Exception {

    /** @param how the rest of the sentence "the file …", with the place where that is known */
    public Broken(String how) {
        super(how, null, false, false);
    }

    static Broken at(int line, int column, String language) {
        return new Broken("is no " + language + " from line " + line + ", column " + column + " on");
    }
}
