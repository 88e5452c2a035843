package lib.cli;

import java.util.List;
import lib.op.Table;
import lib.op.Table.Worth;

/**
 * How wide each column of a table is. On a terminal a row has to fit: words are cut first, the widest of them before the others, then whole
 * columns go, words before facts and the last before the first; what the next command needs stays as it is.
 */
final class ColumnWidths {

    /** Stands for a column that is not shown. */
    static final int NONE = -1;

    /** A column of words cut below this says nothing. */
    private static final int LEAST = 10;
    private static final int GAP = 2;

    private ColumnWidths() {
    }

    /**
     * Narrows widths until a row fits, as far as that goes.
     *
     * @param header the titles
     * @param widths what each column needs, in cells; changed in place
     * @param uncut  which columns are shown as they are, or not at all
     * @param room   the terminal's columns
     */
    static void fit(List<String> header, int[] widths, boolean[] uncut, int room) {
        narrow(header, widths, uncut, room, Worth.WORDS);
        drop(header, widths, room, Worth.WORDS);
        narrow(header, widths, uncut, room, Worth.FACT);
        drop(header, widths, room, Worth.FACT);
    }

    private static void narrow(List<String> header, int[] widths, boolean[] uncut, int room, Worth worth) {
        int widest = 0;
        for (int over = total(widths) - room; over > 0 && widest >= 0; over--) {
            widest = -1;
            for (int i = 0; i < widths.length; i++) {
                boolean may = !uncut[i] && Table.worth(header.get(i)) == worth && widths[i] > Math.max(LEAST, header.get(i).length());
                widest = may && (widest < 0 || widths[i] > widths[widest]) ? i : widest;
            }
            if (widest >= 0) {
                widths[widest]--;
            }
        }
    }

    private static void drop(List<String> header, int[] widths, int room, Worth worth) {
        for (int i = widths.length - 1; i >= 0 && total(widths) > room; i--) {
            if (Table.worth(header.get(i)) == worth) {
                widths[i] = NONE;
            }
        }
    }

    /** The cells of a row. */
    static int total(int[] widths) {
        int total = -GAP;
        for (int width : widths) {
            total += width == NONE ? 0 : width + GAP;
        }
        return total;
    }
}
