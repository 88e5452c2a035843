package lib.cli;

import java.util.Arrays;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IOptionRenderer;
import picocli.CommandLine.Help.IParameterRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A help page whose lines end between words. picocli ends them wherever a typesetter might, in ".gitignore" and "git-repo" too: while it
 * lays a page out, what stands between letters is a letter.
 */
final class WholeWords extends Help {

    /** What picocli itself looks for in a description stays. */
    private static final String BREAKS = "!\"#&'()*+,-./:;<=>?[]^_`~\u2026";
    /** Letters that no help page has, one for each of them. */
    private static final char FIRST = '\u0180';

    WholeWords(CommandSpec spec, ColorScheme colors) {
        super(spec, colors);
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer usual = super.createDefaultOptionRenderer();
        return (option, labels, colors) -> joined(usual.render(option, labels, colors), colors);
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer usual = super.createDefaultParameterRenderer();
        return (parameter, labels, colors) -> joined(usual.render(parameter, labels, colors), colors);
    }

    private static Text[][] joined(Text[][] cells, ColorScheme colors) {
        return Arrays.stream(cells).map(row -> Arrays.stream(row).map(cell -> colors.ansi().new Text(joined(cell.toString()), colors))
                .toArray(Text[]::new)).toArray(Text[][]::new);
    }

    /** The texts around the options. */
    static void join(UsageMessageSpec texts) {
        texts.description(joined(texts.description()));
        texts.footer(joined(texts.footer()));
    }

    private static String[] joined(String[] texts) {
        return Arrays.stream(texts).map(WholeWords::joined).toArray(String[]::new);
    }

    private static String joined(String text) {
        StringBuilder joined = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            int at = BREAKS.indexOf(text.charAt(i));
            if (at >= 0) {
                joined.setCharAt(i, (char) (FIRST + at));
            }
        }
        return joined.toString();
    }

    /** The page as it is meant, once it is laid out. */
    static String parted(String page) {
        StringBuilder parted = new StringBuilder(page);
        for (int i = 0; i < page.length(); i++) {
            int at = page.charAt(i) - FIRST;
            if (at >= 0 && at < BREAKS.length()) {
                parted.setCharAt(i, BREAKS.charAt(at));
            }
        }
        return parted.toString();
    }
}
