package tests.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tests.support.Checkout;

/** The pages hang together: links lead somewhere, commands and options that the prose names are there, numbers are those of the program. */
class PagesTest {

    private static final List<Page> PAGES = Page.all();

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Page page : PAGES) {
            for (String link : page.links()) {
                links++;
                if (!link.matches("https?://.*") && !leads(page, link)) {
                    dead.add(page.path() + ": " + link);
                }
            }
        }
        assertEquals(List.of(), dead);
        assertTrue(links > 40, "only " + links + " links were found");
    }

    private static boolean leads(Page page, String link) {
        String file = link.replaceFirst("#.*", "");
        var target = file.isEmpty() ? Checkout.file(page.path()) : Checkout.file(page.path()).resolveSibling(file).normalize();
        if (!Files.isRegularFile(target)) {
            return false;
        }
        String path = Checkout.root().relativize(target).toString();
        return !link.contains("#") || Page.of(path).anchors().contains(link.substring(link.indexOf('#') + 1));
    }

    @Test
    void theReadmeLeadsToEveryPage() {
        Set<String> reached = new TreeSet<>(Page.of("README.md").links());
        PAGES.stream().map(Page::path).filter(path -> !path.equals("README.md"))
            .forEach(path -> assertTrue(reached.contains(path), "no link in the README leads to " + path));
    }

    /** What is on the screen in the first half minute, and no more. */
    @Test
    void theReadmeIsAPage() throws IOException {
        long size = Files.size(Checkout.file("README.md"));
        assertTrue(size >= 3000 && size <= 6144, "the README has " + size + " bytes");
    }

    @Test
    void everyBlockIsOfAKnownKind() {
        for (Page page : PAGES) {
            for (var block : page.blocks()) {
                assertTrue(Set.of("sh", "console", "", "java", "json", "yaml").contains(block.language()), page.path() + ": a block of "
                    + block.language());
                // what is no command may stand in a block without a name, and nothing else
                assertTrue(!block.language().isEmpty() || block.text().lines().noneMatch(line ->
                    line.matches("(\\$ )?(paas|\\./jbang|jbang) [a-z].*")), page.path() + ": commands in a block that nobody runs:\n"
                    + block.text());
            }
        }
    }

    @Test
    void commandsAndOptionsInTheProseAreThere() {
        List<String> wrong = new ArrayList<>();
        int looked = 0;
        for (Page page : PAGES) {
            for (String code : page.code()) {
                if (code.matches("paas (?!is |does ).*") && !code.contains("…")) {
                    looked++;
                    String fault = Typed.fault(code);
                    if (fault != null) {
                        wrong.add(page.path() + ": `" + code + "`: " + fault);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(looked > 60, "only " + looked + " commands were found in the prose");
    }

    /** The derived part is held by SurfaceTest; this is what stands above it, and in the README. */
    @Test
    void numbersAndNamesOfToolsAreThoseOfTheProgram() throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode tool : new ObjectMapper().readTree(Checkout.read("lib/derived/tools.json"))) {
            names.add(tool.path("name").asText());
        }
        assertTrue(Page.of("README.md").text().contains("[" + names.size() + " tools](docs/tools.md)"), "there are " + names.size()
            + " tools, and the README says another number");
        for (Page page : PAGES) {
            Pattern.compile("\\bpaas_[a-z_]+").matcher(page.text()).results().forEach(found ->
                assertTrue(names.contains(found.group()), page.path() + " names the tool " + found.group() + ", which is not there"));
        }
        Page tools = Page.of("docs/tools.md");
        names.forEach(name -> assertTrue(tools.text().contains("\n| `" + name + "` | "), name + " is not in the table"));
    }

    @Test
    void promptsAndResourcesAreThoseOfTheServer() throws IOException {
        String tools = Page.of("docs/tools.md").text();
        var prompts = Pattern.compile("(?m)^## ([a-z-]+)$").matcher(source("prompts.md")).results().map(found -> found.group(1)).toList();
        assertTrue(prompts.size() >= 5, prompts.toString());
        prompts.forEach(name -> assertTrue(tools.contains("`" + name + "`"), "the prompt " + name + " is not in docs/tools.md"));
        String readable = source("Readable.java");
        Pattern.compile("`(paas://[a-z]+)").matcher(tools).results().forEach(found ->
            assertTrue(readable.contains("\"" + found.group(1)), "there is no resource " + found.group(1)));
    }

    private static String source(String name) throws IOException {
        try (var files = Files.walk(Checkout.file("lib/mcp"))) {
            return Files.readString(files.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
        }
    }
}
