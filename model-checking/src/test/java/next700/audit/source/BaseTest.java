package next700.audit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a change is compared with, in checkouts such as build servers and people have them. The story is the same in all: two
 * commits on {@code main}; a third, where the change leaves; {@code change}, of one commit; and a fourth on {@code main}.
 */
class BaseTest {
    private static final Map<String, String> NOBODY_SAYS = Map.of();

    @TempDir
    Path folder;

    private Path hub;
    private String left;
    private String changed;
    private String fourth;

    @BeforeEach
    void storyOfTheHub() throws Exception {
        hub = folder.resolve("hub");
        git(folder, "init", "--quiet", "--initial-branch=main", "hub");
        commit(hub, "first");
        commit(hub, "second");
        left = commit(hub, "third");
        git(hub, "checkout", "--quiet", "-b", "change");
        changed = commit(hub, "change");
        git(hub, "checkout", "--quiet", "main");
        fourth = commit(hub, "fourth");
    }

    @Test
    void aDetachedCheckoutWithoutALocalMainIsComparedWithWhereItLeftTheRemotes() throws Exception {
        Path checkout = checkoutOf(changed);
        git(checkout, "branch", "--quiet", "-D", "main");

        Base base = Base.find(checkout, NOBODY_SAYS);

        assertThat(base.commit()).isEqualTo(left);
        assertThat(base.isHead()).isFalse();
        assertThat(base.name()).contains("where HEAD left origin/");
    }

    @Test
    void aLocalMainThatIsAheadHidesNothing() throws Exception {
        Path checkout = checkoutOf("main");
        git(checkout, "checkout", "--quiet", "main");
        commit(checkout, "mine");

        assertThat(Base.find(checkout, NOBODY_SAYS).commit()).isEqualTo(fourth);
    }

    @Test
    void theBranchThatTheServerNamesGoesBeforeTheDefault() throws Exception {
        git(hub, "branch", "--quiet", "release", left + "~1");
        Path checkout = checkoutOf(changed);

        for (String variable : List.of("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "CHANGE_TARGET")) {
            assertThat(Base.find(checkout, Map.of(variable, "release")).commit())
                    .isEqualTo(git(hub, "rev-parse", left + "~1"));
        }
        assertThat(Base.find(checkout, Map.of("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/release"))
                        .commit())
                .isEqualTo(git(hub, "rev-parse", left + "~1"));
    }

    @Test
    void aBranchThatTheServerNamesAndTheCloneLacksIsNotReplacedByAnother() throws Exception {
        Path checkout = checkoutOf(changed);

        assertThatThrownBy(() -> Base.find(checkout, Map.of("GITHUB_BASE_REF", "release")))
                .isInstanceOf(NoBaseException.class)
                .hasMessageContaining("git fetch origin release:refs/remotes/origin/release");
    }

    @Test
    void aShallowCheckoutOfOneCommitSaysHowToFetchTheRest() throws Exception {
        Path checkout = folder.resolve("shallow");
        git(folder, "init", "--quiet", "shallow");
        git(checkout, "fetch", "--quiet", "--depth=1", hub.toUri().toString(), changed);
        git(checkout, "checkout", "--quiet", "FETCH_HEAD");

        assertThatThrownBy(() -> Base.find(checkout, NOBODY_SAYS))
                .isInstanceOf(NoBaseException.class)
                .hasMessageContaining("there is no branch to compare with")
                .hasMessageContaining("git fetch --unshallow")
                .hasMessageContaining("fetch-depth: 0");
        assertThatThrownBy(() -> Base.named(checkout, "HEAD~1"))
                .isInstanceOf(NoBaseException.class)
                .hasMessageContaining("git fetch --unshallow");
    }

    @Test
    void aHistoryThatIsTooShortToMeetTheBranchSaysSo() throws Exception {
        Path checkout = folder.resolve("shallow");
        git(folder, "init", "--quiet", "shallow");
        git(checkout, "remote", "add", "origin", hub.toUri().toString());
        git(checkout, "fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main");
        git(checkout, "fetch", "--quiet", "--depth=1", "origin", changed);
        git(checkout, "checkout", "--quiet", "FETCH_HEAD");

        assertThatThrownBy(() -> Base.find(checkout, NOBODY_SAYS))
                .isInstanceOf(NoBaseException.class)
                .hasMessageContaining("HEAD and origin/main have no common commit in this clone")
                .hasMessageContaining("git fetch --unshallow");
    }

    @Test
    void aPushToMainIsComparedWithWhatMainWasBefore() throws Exception {
        Path checkout = checkoutOf(fourth);
        Path event = Files.writeString(folder.resolve("event.json"), "{\"before\": \"" + left + "\"}");

        assertThat(Base.find(checkout, NOBODY_SAYS).isHead()).isTrue();
        assertThat(Base.find(checkout, Map.of("GITHUB_EVENT_NAME", "push", "GITHUB_EVENT_PATH", event.toString()))
                        .commit())
                .isEqualTo(left);
        assertThat(Base.find(checkout, Map.of("CI_COMMIT_BEFORE_SHA", left)).commit())
                .isEqualTo(left);
        assertThat(Base.find(checkout, Map.of("CI_COMMIT_BEFORE_SHA", "0".repeat(40)))
                        .isHead())
                .isTrue();
    }

    @Test
    void whatAPushReplacedAndNobodyHasAnyMoreIsNotReplacedByAnother() throws Exception {
        Path checkout = checkoutOf(fourth);

        assertThatThrownBy(() -> Base.find(checkout, Map.of("CI_COMMIT_BEFORE_SHA", "1234567890".repeat(4))))
                .isInstanceOf(NoBaseException.class)
                .hasMessageContaining("1234567890, which is not in this clone");
    }

    @Test
    void aFolderOutsideOfGitHasNoBase() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));

        assertThatThrownBy(() -> Base.find(outside, NOBODY_SAYS))
                .isInstanceOf(NoBaseException.class)
                .hasMessageContaining("is not in a git repository");
    }

    @Test
    void aRepositoryWithoutCommitsHasNone() throws Exception {
        git(folder, "init", "--quiet", "empty");

        assertThatThrownBy(() -> Base.find(folder.resolve("empty"), NOBODY_SAYS))
                .isInstanceOf(NoBaseException.class)
                .hasMessageContaining("nothing is committed yet");
    }

    @Test
    void aRevisionThatSomebodyMistypedIsTheirMistake() throws Exception {
        Path checkout = checkoutOf(changed);

        assertThatThrownBy(() -> Base.named(checkout, "mian"))
                .isInstanceOf(SourceException.class)
                .hasMessage("git knows no revision 'mian'");
        assertThat(Base.named(checkout, "HEAD").isHead()).isFalse();
    }

    /** As build servers do it: a clone, and in it no branch but a commit. */
    private Path checkoutOf(String revision) throws Exception {
        Path checkout = folder.resolve("checkout");
        git(folder, "clone", "--quiet", hub.toUri().toString(), "checkout");
        git(checkout, "checkout", "--quiet", "--detach", "main".equals(revision) ? "origin/main" : revision);
        return checkout;
    }

    private static String commit(Path repository, String text) throws Exception {
        Files.writeString(repository.resolve("file"), text);
        git(repository, "add", "file");
        git(repository, "commit", "--quiet", "-m", text);
        return git(repository, "rev-parse", "HEAD");
    }

    private static String git(Path where, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.org"));
        command.addAll(List.of("-c", "commit.gpgsign=false", "-c", "uploadpack.allowAnySHA1InWant=true"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        Process git = builder.start();
        String said = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        assertThat(git.waitFor()).as("%s: %s", command, said).isZero();
        return said;
    }
}
