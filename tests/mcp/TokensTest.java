package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import lib.mcp.tools.answer.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens are counted high, and not much higher than that. */
class TokensTest {

    /** The most that three real tokenizers made of each, see {@link Tokens}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\t', value = {
        "31|[2026-07-10T10:00:01Z] GET /api/orders/4711 200 in 37 ms user=u19",
        "14|The build failed because a dependency could not be found in the registry.",
        "38|{\"id\":\"k3v9x0q2ab\",\"name\":\"shop-web\",\"status\":\"running\",\"url\":\"https://shop-web.example.com\",\"domains\":[]}",
        "62|WcAjxpt8R3bMG/5t+IPzY+U8WQ00wwUTaz0Zdo78cyUTjKhcmopUfcevySpcBfVDZISN1Iq8daevUj2AvLdm5w==",
        "82|dc6e8e82f8eece0004b6b96803fffe21ea7c6e06f8a941d5c5652a99a60c088d"
        + "6f03e69d992eeda6c6369efca372f1b3f30c413f03172f5be4b1528ae31c74f3",
        "62|3f2b8c1e-9d4a-4f60-8b1e-7c5d2a9e0f13 a1b2c3d4-0f9e-48d7-b6a5-112233445566",
        "25|🚀🔥💥😀👍🏽🎉🧨🪐",
        "17|部署失败：无法连接到数据库服务器，请检查配置文件。",
        "27|배포에 실패했습니다. 데이터베이스에 연결할 수 없습니다.",
        "34|ሰላምለኩሉ𒀀𒁀𒂀𒃀",
        "18|Не удалось подключиться к базе данных",
        "16|\\n\\n\\n\\n\\n\\n\\n\\n",
        "22|at Module._compile (node:internal/modules/cjs/loader:1554:14)",
        "23|8,4,7,1,0,9,3,3,2,8,1,7",
    })
    void notLessThanARealTokenizer(int real, String text) {
        double most = Tokens.most(text);
        assertTrue(most >= real && most <= 5 * real, most + " for " + real);
    }

    /** By which short answers are known to fit without a count. */
    @Test
    void noCharacterCountsForMoreThanThree() {
        var random = new Random(17);
        for (int i = 0; i < 20_000; i++) {
            var text = random.ints(1 + random.nextInt(12), 0, Character.MAX_CODE_POINT + 1)
                .map(c -> random.nextInt(3) == 0 ? c : c % 0x80).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
            assertTrue(Tokens.most(text) <= 3.0 * text.length(), () -> Tokens.most(text) + " for " + text);
        }
    }
}
