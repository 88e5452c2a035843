package lib.mcp;

import java.util.regex.Pattern;
import lib.base.CleanText;

/**
 * What somebody else wrote (logs, names, commit messages), as it may reach an assistant or its person: what is unseen in it goes, and what
 * looks like the end of the wrapping that a client puts around results is defused.
 */
public final class ForeignText {

    private ForeignText() {
    }

    /** The same text, in as many lines. */
    public static String of(String text) {
        String clean = CleanText.lines(text);
        for (int i = 0; i < clean.length(); i++) {
            if (clean.charAt(i) == '<' || clean.charAt(i) >= '«') {
                return Suspicious.MARK.matcher(Suspicious.WRAPPING.matcher(clean).replaceAll("‹")).replaceAll("‹");
            }
        }
        return clean;
    }

    /** Apart from the rest, since the name of a client alone, which every start hears, needs no pattern. */
    private static final class Suspicious {

        /** Source: Gemini CLI 0.61 wraps results in {@code <untrusted_context>}. */
        private static final Pattern WRAPPING = Pattern.compile("<(?=\\s*/?\\s*untrusted)", Pattern.CASE_INSENSITIVE);

        /** What looks like the marks around what others wrote ({@code lib.mcp.tools.answer.Marks}), with whatever between its brackets. */
        private static final Pattern MARK = Pattern.compile(
                "(?:[«≪《⟪]|<<)(?=\\s{0,9}[/\\\\／]?\\s{0,9}\\p{Alnum}{2,8}\\s{0,9}(?:[»≫》⟫]|>>))");
    }
}
