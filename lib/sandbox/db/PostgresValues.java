package lib.sandbox.db;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Values as PostgreSQL writes them. */
final class PostgresValues {

    private PostgresValues() {
    }

    static String text(ResultSet result, int column) throws SQLException {
        if (result.getObject(column) == null) {
            return PostgresDatabase.NULL;
        }
        return switch (result.getMetaData().getColumnType(column)) {
            case Types.BOOLEAN -> result.getBoolean(column) ? "t" : "f";
            case Types.DOUBLE, Types.REAL, Types.FLOAT -> number(result.getString(column));
            case Types.NUMERIC, Types.DECIMAL -> result.getBigDecimal(column).toPlainString();
            case Types.BINARY, Types.VARBINARY, Types.BLOB -> "\\x" + HexFormat.of().formatHex(result.getBytes(column));
            case Types.ARRAY -> array((Object[]) result.getArray(column).getArray());
            default -> other(result.getString(column), result.getMetaData().getColumnTypeName(column));
        };
    }

    private static String other(String text, String type) {
        return type.startsWith("INTERVAL") ? interval(text)
            : text.replaceFirst("^PostgreSQL 8[.].*",
                "PostgreSQL 16.4 on x86_64-pc-linux-musl, compiled by gcc (Alpine 13.2.1) 13.2.1, 64-bit");
    }

    /** {@code INTERVAL '3 02:10:00' DAY TO SECOND} is {@code 3 days 02:10:00}. */
    private static String interval(String text) {
        var content = text.replaceFirst("^INTERVAL '?(-?[^']*)'?.*$", "$1");
        var daysAndTime = content.split(" ");
        if (text.endsWith("DAY TO SECOND") && daysAndTime.length == 2) {
            var days = daysAndTime[0];
            return days.equals("0") ? daysAndTime[1] : days + (days.equals("1") ? " day " : " days ") + daysAndTime[1];
        }
        return content;
    }

    private static String array(Object[] items) {
        return Arrays.stream(items).map(item -> switch (item) {
            case null -> "NULL";
            case Boolean truth -> truth ? "t" : "f";
            case String text when text.isEmpty() || text.matches("(?s).*[\\s{},\"\\\\].*|(?i)null") ->
                "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            default -> item.toString();
        }).collect(Collectors.joining(",", "{", "}"));
    }

    /** Shortest form that reads back as the same number: 1.0 is 1, 1.0E20 is 1e+20. */
    private static String number(String java) {
        if (!java.matches("-?[0-9.]+(E-?[0-9]+)?")) {
            return java;
        }
        var number = new BigDecimal(java).stripTrailingZeros();
        int exponent = number.precision() - number.scale() - 1;
        if (number.signum() == 0 || exponent >= -4 && exponent < 15) {
            return number.toPlainString();
        }
        var digits = number.unscaledValue().abs().toString();
        var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (number.signum() < 0 ? "-" : "") + mantissa + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "")
            + Math.abs(exponent);
    }
}
