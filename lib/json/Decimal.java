package lib.json;

import java.math.BigDecimal;

/**
 * A number with a fraction or an exponent, as it was written: what is only carried along comes out as it went in. It is no
 * {@link BigDecimal}, which takes half as long to make itself ready in a process as the rest of a start (tests/bench/README.md).
 */
@SuppressWarnings("serial") // nothing here is serialized
public final class Decimal extends Number {

    private final String text;

    /** @param text as JSON writes it (RFC 8259, section 6), with an exponent that Java's decimals hold */
    Decimal(String text) {
        this.text = text;
    }

    /** The exact value. */
    public BigDecimal exact() {
        return new BigDecimal(text);
    }

    @Override
    public double doubleValue() {
        return Double.parseDouble(text);
    }

    @Override
    public float floatValue() {
        return Float.parseFloat(text);
    }

    /** What is beyond the range of a long comes out as its nearest end. */
    @Override
    public long longValue() {
        return (long) doubleValue();
    }

    @Override
    public int intValue() {
        return (int) doubleValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decimal decimal && decimal.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
