package next700.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import next700.cli.Browser;
import next700.cli.CommandRun;
import next700.report.ExitCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** {@code next700 explore}: a run of Quorum without a fault, as somebody steps through it. */
@Tag("browser")
class RunInTheBrowserTest {
    @TempDir
    private static Path directory;

    private static ChromeDriver browser;
    private static WebElement run;

    @BeforeAll
    static void openThePage() throws IOException {
        browser = Browser.open();
        assertThat(CommandRun.of("explore", "quorum", "--report", directory.toString())
                        .exitCode())
                .isEqualTo(ExitCode.HOLDS);
        browser.get(directory.resolve("report.html").toUri().toString());
        run = browser.findElement(By.className("run"));
        new WebDriverWait(browser, Duration.ofMinutes(30))
                .until(ready -> "true".equals(run.getDomAttribute("data-ready")));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static void press(CharSequence key) {
        run.sendKeys(key);
    }

    private static String event() {
        return run.findElement(By.className("run-event")).getText();
    }

    private static List<String> changed() {
        return run.findElements(By.className("run-new")).stream()
                .map(WebElement::getText)
                .toList();
    }

    @Test
    void aStepShowsWhatHappensWhatItSendsAndWhatItChanges() {
        press(Keys.HOME);
        assertThat(event()).contains("c1 invokes c1.1", "Q1(c1, 1, c1:1)", "sends REQ c1:1 @1 to r1, r2, r3, r4");
        assertThat(run.findElement(By.className("run-flights")).getText()).contains("4 messages under way", "c1 → r4");

        press(Keys.ARROW_RIGHT);

        assertThat(event()).contains("r1 receives REQ c1:1 @1 from c1", "Q2(r1, 1, c1:1) history [c1:1]");
        assertThat(run.findElement(By.className("run-flights")).getText()).contains("4 messages under way", "r1 → c1");
        assertThat(changed()).isNotEmpty();
    }

    @Test
    void whoStepsBackSeesTheStateThatWasThere() {
        press(Keys.HOME);
        String before = run.findElement(By.className("run-states")).getText();
        press(Keys.ARROW_RIGHT);
        press(Keys.ARROW_RIGHT);
        assertThat(run.findElement(By.className("run-states")).getText()).isNotEqualTo(before);

        press(Keys.ARROW_LEFT);
        press(Keys.ARROW_LEFT);

        assertThat(run.findElement(By.className("run-states")).getText()).isEqualTo(before);
    }

    @Test
    void oneProcessCanBeFollowed() {
        press(Keys.HOME);

        press("n");

        assertThat(event()).contains("c1 receives RESP c1:1 @1 of r1");
    }

    @Test
    void theBrowserHasNothingToComplainAbout() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }
}
