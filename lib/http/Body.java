package lib.http;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;

/** What a request carries. */
public sealed interface Body {

    /** @param type the media type, e.g. {@code application/json} */
    record Bytes(byte[] bytes, String type) implements Body {
    }

    /**
     * A form with a file (multipart/form-data), which is read from the disk as it goes.
     *
     * @param fields   the other fields, by name
     * @param name     the field of the file
     * @param type     the file's media type
     * @param progress told how many bytes of the file have gone, from any thread
     */
    record Form(Map<String, String> fields, String name, Path file, String type, LongConsumer progress) implements Body {
    }

    /**
     * Bytes as they come, from a file or a pipe, however many. They can be sent once.
     *
     * @param type the media type
     */
    record Stream(InputStream bytes, String type) implements Body {
    }

    /** JSON that is there already. */
    static Body json(byte[] json) {
        return new Bytes(json, "application/json");
    }
}
