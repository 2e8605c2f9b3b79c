package next700.audit.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a change is held against if its author names nothing: the commit at which it left the branch that it is to go into.
 *
 * <p>That branch is what the build server says it is. Where no server says anything, it is the one that the remote repository
 * calls its own, or else {@code main} or {@code master}; the remote's before the local one, which may be anything, or not be
 * there. A commit that is on that branch already has not left it, and would be compared with itself: it is held against what
 * the branch was before it was pushed, if the server says so. A base that does not exist is never replaced by another, since
 * then the audit would say "holds" of what it has not seen.
 *
 * @param commit its full name
 * @param name to tell people
 * @param isHead whether it is the commit that is checked out, so that only what is not committed can differ from it
 */
public record Base(String commit, String name, boolean isHead) {
    /** Where build servers say into which branch the change is to go. */
    private static final List<String> TARGETS = List.of(
            "GITHUB_BASE_REF", // GitHub, Gitea and Forgejo, of a pull request
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", // GitLab
            "CHANGE_TARGET", // Jenkins, in a pipeline of many branches
            "BITBUCKET_PR_DESTINATION_BRANCH",
            "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
            "SYSTEM_PULLREQUEST_TARGETBRANCH"); // Azure

    /** Where they say what a branch was before the push. */
    private static final List<String> PREVIOUS = List.of("CI_COMMIT_BEFORE_SHA", "GIT_PREVIOUS_SUCCESSFUL_COMMIT");

    private static final List<String> DEFAULTS =
            List.of("origin/HEAD", "origin/main", "origin/master", "main", "master");

    private static final String HEADS = "refs/heads/";

    /**
     * Finds it.
     *
     * @param environment the variables by which build servers tell of the change
     * @throws NoBaseException if there is none
     */
    public static Base find(Path root, Map<String, String> environment) {
        Git git = new Git(root);
        git.refusal().ifPresent(why -> {
            throw new NoBaseException(why);
        });
        String head = git.commit("HEAD").orElseThrow(() -> new NoBaseException("nothing is committed yet in " + root));
        for (String variable : TARGETS) {
            String target = environment.getOrDefault(variable, "").strip();
            if (!target.isEmpty()) {
                return whereItLeft(git, head, target(git, variable, shortened(target)));
            }
        }
        Optional<Base> left = DEFAULTS.stream()
                .filter(branch -> git.commit(branch).isPresent())
                .findFirst()
                .map(branch -> whereItLeft(git, head, branch));
        return left.filter(base -> !base.isHead())
                .or(() -> previous(environment).map(before -> pushed(git, head, before)))
                .or(() -> left)
                .orElseThrow(() ->
                        new NoBaseException("there is no branch to compare with: none of " + String.join(", ", DEFAULTS)
                                + " exists; fetch it (git fetch origin main:refs/remotes/origin/main), or say --base REV"
                                + deeper(git)));
    }

    /**
     * The revision that somebody has named.
     *
     * @throws NoBaseException if nothing can be compared, or the history may be too short to have the revision
     * @throws SourceException if git knows no such revision
     */
    public static Base named(Path root, String revision) {
        Git git = new Git(root);
        git.refusal().ifPresent(why -> {
            throw new NoBaseException(why);
        });
        Optional<String> commit = git.commit(revision);
        if (commit.isPresent()) {
            // Whoever names HEAD means what is not committed.
            return new Base(commit.get(), revision, false);
        }
        if (git.isShallow()) {
            throw new NoBaseException("git knows no revision '" + revision + "'" + deeper(git));
        }
        throw new SourceException("git knows no revision '" + revision + "'");
    }

    private static String shortened(String branch) {
        return branch.startsWith(HEADS) ? branch.substring(HEADS.length()) : branch;
    }

    private static String target(Git git, String variable, String branch) {
        return List.of("origin/" + branch, branch).stream()
                .filter(candidate -> git.commit(candidate).isPresent())
                .findFirst()
                .orElseThrow(() -> new NoBaseException("the change is to go into " + branch + " (" + variable
                        + " says), which is not in this clone: git fetch origin " + branch + ":refs/remotes/origin/"
                        + branch
                        + deeper(git)));
    }

    private static Base whereItLeft(Git git, String head, String branch) {
        String commit = git.line("merge-base", "HEAD", branch)
                .orElseThrow(() -> new NoBaseException("HEAD and " + branch
                        + " have no common commit in this clone, so nobody knows where the change began"
                        + (git.isShallow() ? deeper(git) : "; say --base REV")));
        boolean isHead = commit.equals(head);
        String name = isHead ? branch : abbreviated(commit) + ", where HEAD left " + branch;
        return new Base(commit, name, isHead);
    }

    private static Base pushed(Git git, String head, String before) {
        String commit = git.commit(before)
                .orElseThrow(() -> new NoBaseException("before it was pushed, the branch was " + abbreviated(before)
                        + ", which is not in this clone: git fetch origin " + before + deeper(git)));
        return new Base(commit, abbreviated(commit) + ", which the branch was before", commit.equals(head));
    }

    /** What the branch was before the push that is being built; a branch that is new was nothing, which is all zeros. */
    private static Optional<String> previous(Map<String, String> environment) {
        return PREVIOUS.stream()
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(commit -> !commit.isBlank())
                .findFirst()
                .or(() -> ofGitHub(environment))
                .filter(commit -> !commit.matches("0*"));
    }

    private static Optional<String> ofGitHub(Map<String, String> environment) {
        String event = environment.get("GITHUB_EVENT_PATH");
        if (event == null || !"push".equals(environment.get("GITHUB_EVENT_NAME"))) {
            return Optional.empty();
        }
        try {
            JsonNode read = new ObjectMapper().readTree(Path.of(event).toFile());
            return Optional.of(read.path("before").asText());
        } catch (IOException e) {
            throw new NoBaseException(
                    "the event that GitHub tells of cannot be read: " + event + ": " + e.getMessage());
        }
    }

    private static String deeper(Git git) {
        return git.isShallow()
                ? "; this clone is shallow, which git fetch --unshallow mends (with actions/checkout: fetch-depth: 0)"
                : "";
    }

    private static String abbreviated(String commit) {
        return commit.substring(0, Math.min(10, commit.length()));
    }
}
