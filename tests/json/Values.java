package tests.json;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values at random, of all kinds that JSON has. */
final class Values {

    private Values() {
    }

    /** @param depth how deep it stands: below four levels there are only plain ones */
    static Object some(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 7 : 9)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong();
            case 2 -> new BigInteger(80, random);
            case 3 -> random.nextDouble() * 1000;
            case 4 -> random.nextBoolean();
            case 5 -> "text " + random.nextInt(100);
            case 6 -> "\"ü\n\\ 😀" + (char) random.nextInt(0xD800);
            case 7 -> List.of(some(random, depth + 1), some(random, depth + 1));
            default -> Map.of("a" + random.nextInt(3), some(random, depth + 1), "b", some(random, depth + 1));
        };
    }
}
