package tests.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A multipart/form-data body and its type. */
record Multipart(byte[] bytes, String type) {

    private static final String BOUNDARY = "a-part-begins-here";

    /**
     * @param parts values by name. {@code field#2} is another value of {@code field}; {@code field:a.txt} is a file of that name; a value
     *              {@code 2 MiB} is so many zero bytes, {@code zip:a=1,b/c=2 MiB} is a zip archive of files with this text or size, {@code
     * zip:N files} one of so many empty ones
     */
    static Multipart of(Map<String, String> parts) {
        var out = new ByteArrayOutputStream();
        parts.forEach((key, value) -> {
            var name = key.split(":", 2);
            var field = name[0].replaceFirst("#.*", "");
            var file = name.length > 1 ? "; filename=\"" + name[1] + "\"\r\nContent-Type: application/octet-stream" : "";
            var head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"" + file + "\r\n\r\n";
            out.writeBytes(head.getBytes(UTF_8));
            out.writeBytes(value.startsWith("zip:") ? zip(value.substring(4)) : content(value));
            out.writeBytes("\r\n".getBytes(UTF_8));
        });
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return new Multipart(out.toByteArray(), "multipart/form-data; boundary=" + BOUNDARY);
    }

    private static byte[] zip(String files) {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            if (files.endsWith(" files")) {
                for (int i = 0; i < Integer.parseInt(files.replace(" files", "")); i++) {
                    zip.putNextEntry(new ZipEntry("f" + i));
                }
            } else {
                for (var file : files.split(",")) {
                    var pair = file.split("=", 2);
                    zip.putNextEntry(new ZipEntry(pair[0]));
                    zip.write(content(pair[1]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] content(String text) {
        return text.matches("[0-9]+ MiB") ? new byte[Integer.parseInt(text.replace(" MiB", "")) << 20] : text.getBytes(UTF_8);
    }
}
