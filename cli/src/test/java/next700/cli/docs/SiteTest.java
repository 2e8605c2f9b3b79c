package next700.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import next700.cli.Browser;
import next700.cli.CommandRun;
import next700.report.ExitCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The documentation, as somebody reads it who has no network. */
@Tag("browser")
class SiteTest {
    @TempDir
    private static Path directory;

    private static ChromeDriver browser;

    @BeforeAll
    static void isWritten() {
        assertThat(CommandRun.of("docs", directory.toString()).exitCode()).isEqualTo(ExitCode.HOLDS);
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static void open(String page) {
        browser.get(directory.resolve(page).toUri().toString());
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        Site site = Site.of(Path.of(".."), new picocli.CommandLine(new DocsCommand()));

        assertThat(site.broken()).isEmpty();
        assertThat(site.pages()).hasSizeGreaterThan(12);
    }

    @Test
    void everyCommandHasAPageWithItsOwnHelp() throws IOException {
        assertThat(Files.readString(directory.resolve("commands/fuzz.html")))
                .contains("Usage: next700 fuzz", "--replay");
    }

    @Test
    void whoSearchesIsLedToThePassage() {
        open("index.html");

        browser.findElement(By.id("search")).sendKeys("counting argument z3");

        assertThat(browser.findElement(By.id("found")).findElements(By.tagName("a")))
                .anySatisfy(link -> assertThat(link.getDomProperty("href")).contains("glossary.html"));
    }

    @Test
    void aPageInAFolderFindsItsWayBack() {
        open("commands/verify.html");

        browser.findElement(By.linkText("Glossary")).click();

        assertThat(browser.getTitle()).startsWith("Glossary");
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }
}
