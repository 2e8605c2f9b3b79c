package next700.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import next700.cli.Browser;
import next700.evidence.history.OperationsCheck;
import next700.history.History;
import next700.history.Value;
import next700.linearizability.KeyValue;
import next700.report.Report;
import next700.report.Section;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page of a violated history of ten thousand operations, as its reader meets it in a browser. */
@Tag("browser")
class HistoryInTheBrowserTest {
    private static final int OPERATIONS = 10_000;
    private static final int LIE = 7_000;
    private static final int PAGE_LIMIT_BYTES = 2_000_000;

    @TempDir
    private static Path directory;

    private static ChromeDriver browser;
    private static Path page;
    private static WebElement history;

    @BeforeAll
    static void openThePage() throws IOException {
        Section section = new OperationsCheck(Optional.of(new KeyValue()), Duration.ofDays(1), false).check(violated());
        page = new Report("a history", "?", List.of(), List.of(section)).writeTo(directory);
        browser = Browser.open();
        browser.get(page.toUri().toString());
        history = browser.findElement(By.className("history"));
        new WebDriverWait(browser, Duration.ofMinutes(30)).until(ready -> "true".equals(data("ready")));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    /** Four clients on three keys, one after another, and one read of what was overwritten long before. */
    private static History violated() {
        History.Builder history = History.builder("four clients");
        int[] last = new int[3];
        for (int i = 0; i < OPERATIONS; i++) {
            String process = "c" + i % 4;
            int key = i % 3;
            Value name = Value.of("k" + key);
            long time = 1_000L * i;
            if (i == LIE || (i % 2 == 0 && i > 3)) {
                Value answer = Value.of("v" + (i == LIE ? last[key] - 300 : last[key]));
                history.invoke(process, "get", Value.list(name, Value.NIL), time);
                history.ok(process, Value.list(name, answer), time + 700);
            } else {
                last[key] = i;
                Value put = Value.list(name, Value.of("v" + i));
                history.invoke(process, "put", put, time).ok(process, put, time + 700);
            }
        }
        return history.build();
    }

    private static String data(String name) {
        return history.getDomAttribute("data-" + name);
    }

    private static double number(String name) {
        return Double.parseDouble(data(name));
    }

    private static void press(String button) {
        history.findElements(By.tagName("button")).stream()
                .filter(found -> found.getText().equals(button))
                .findFirst()
                .orElseThrow()
                .click();
    }

    private static void choose(String name, String option) {
        new Select(history.findElement(By.name(name))).selectByVisibleText(option);
    }

    @Test
    void thePageIsLight() throws IOException {
        assertThat(Files.size(page)).isLessThan(PAGE_LIMIT_BYTES);
    }

    @Test
    void theBrowserHasNothingToComplainAbout() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    @Test
    void theViolationIsInTheMiddleAndTellsWhatItIs() {
        choose("lanes", "by process");
        press("to the violation");
        WebElement lanes = history.findElement(By.className("history-lanes"));
        int middle = 55;

        new Actions(browser).moveToElement(lanes, middle, 0).perform();
        for (int y = -lanes.getSize().height / 2 + 25; y < lanes.getSize().height / 2 - 25; y += 6) {
            new Actions(browser).moveToElement(lanes, middle, y).perform();
            if (number("hovered") == LIE) {
                break;
            }
        }

        assertThat(number("hovered")).isEqualTo(LIE);
        assertThat(history.findElement(By.className("history-hint")).getText())
                .contains("get([\"k1\", null])", "not in the legal order shown", "contradict each other");
    }

    @Test
    void zoomingShowsHalfOrTwiceAsMuch() {
        press("to the violation");
        double width = number("to") - number("from");
        press("−");
        assertThat(number("to") - number("from")).isCloseTo(2 * width, within(width));
        press("+");
        assertThat(number("to") - number("from")).isCloseTo(width, within(width));
        press("whole");
        assertThat(number("to") - number("from")).isGreaterThan(10 * width);
    }

    private static org.assertj.core.data.Offset<Double> within(double width) {
        return org.assertj.core.api.Assertions.within(width / 100);
    }

    @Test
    void lanesAreOfProcessesOrOfKeys() {
        choose("key", "all");
        choose("lanes", "by process");
        assertThat(number("rows")).isEqualTo(4);
        choose("lanes", "by key");
        assertThat(number("rows")).isEqualTo(3);
        choose("lanes", "by process");
        choose("key", "k1");
    }

    @Test
    void aWholeHistoryDrawsNoMoreThanCanBeSeen() {
        press("whole");
        assertThat(number("drawn")).isPositive().isLessThan(4 * 1300);
    }

    @Test
    void theLongestLegalOrderCanBeHidden() {
        press("legal order");
        assertThat(data("order")).isEqualTo("false");
        press("legal order");
        assertThat(data("order")).isEqualTo("true");
    }
}
