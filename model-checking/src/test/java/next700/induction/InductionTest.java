package next700.induction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import next700.induction.InductionResult.Obligation;
import next700.induction.InductionResult.Status;
import next700.model.Specifications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The abstract modules are proved for every size, and what is not so of a changed one is shown. */
class InductionTest {
    private static final Specifications SPECIFICATIONS = Specifications.packaged();
    private static final Map<String, byte[]> TEXTS = AbstractModules.texts(SPECIFICATIONS);

    static List<String> modules() {
        return AbstractModules.of(SPECIFICATIONS, AbstractModules.protocols(SPECIFICATIONS));
    }

    private static InductionResult prove(String name, Map<String, byte[]> texts, boolean leanings) {
        return Induction.prove(name, texts, new Induction.Effort(2, 120_000, leanings), (done, total) -> {});
    }

    /** A packaged module, or the one that it extends, with one text in place of another. */
    private static InductionResult proveAltered(String module, String before, String after) {
        Map<String, byte[]> texts = new LinkedHashMap<>(TEXTS);
        boolean isAltered = false;
        for (String name : List.of(module, "AbortingInstance")) {
            String text = new String(texts.get(name), UTF_8);
            isAltered |= text.contains(before);
            texts.put(name, text.replace(before, after).getBytes(UTF_8));
        }
        assertThat(isAltered).isTrue();
        return prove(module, texts, false);
    }

    private static InductionResult proveText(String text) {
        Map<String, byte[]> texts = new LinkedHashMap<>(TEXTS);
        String name = text.split("MODULE ", 2)[1].split(" ", 2)[0];
        texts.put(name, text.getBytes(UTF_8));
        return prove(name, texts, false);
    }

    private static List<String> broken(InductionResult result) {
        return result.obligations().stream()
                .filter(obligation -> obligation.status() == Status.BROKEN)
                .map(Obligation::title)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aPackagedModuleIsProvedForEverySizeAndNothingInItIsIdle(String module) {
        InductionResult result = prove(module, TEXTS, true);

        assertThat(broken(result)).isEmpty();
        assertThat(result.isProved()).isTrue();
        assertThat(result.assumed()).as("taken on trust").isEmpty();
        assertThat(result.unneeded()).as("lemmas that nothing needs").isEmpty();
        assertThat(result.idle()).as("lemmas that no lost part breaks").isEmpty();
        assertThat(result.properties()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PBFTSlot  | Changed(q, v)        | CommittedSurvives",
                "PBFTSlot  | NothingPrepared(q, v) | CommittedSurvives",
                "PBFTSlot  | Uncontradicted(q, v, u, x) | CommittedSurvives",
                "PBFTSlot  | Vouched(w, u, x)     | CommittedSurvives",
                "PBFTSlot  | AcceptsOne(r, v)     | OneVote",
                "Composition | BeforeAborts(k, h)  | CommitsAreAgreed",
                "Composition | AfterCommits(k, h)  | CommitsAreAgreed",
                "Composition | InInitOrder(k, h)   | CommitsExtendInits",
                "ChainInstance | VouchedByAllBefore(r, a) | NobodyIsBypassed",
                "ChainInstance | ArePredecessors(p, r)    | NobodyIsBypassed",
                "ChainInstance | VouchedByPredecessors(p, a) | NobodyIsBypassed",
                "ChainInstance | AreLast(p)               | CommitsAreLocalPrefixes",
                "Paxos     | AllJoined(q, b)      | ChosenSurvives",
                "Paxos     | NothingAbove(q, b, c) | ChosenSurvives",
                "Paxos     | OneProposal(b)       | OneProposalEach",
                "Unanimity | Runs(r)              | WhatIsMissingCannotCommit",
                "Unanimity | MayBegin(r, i)       | BasesAreHeld",
                "Unanimity | Extends(r, i, h)     | OneHistory",
                "Unanimity | OnlyInvoked(r, i, h) | HeldIsKnown",
                "Unanimity | AnsweredByAll(h)     | CommitsAreLocalPrefixes",
                "Unanimity | AllStopped(q)        | WhatIsMissingCannotCommit",
                "Unanimity | HasWhatIsTold(q, h)  | WhatIsMissingCannotCommit",
                "Unanimity | OnlyWhatIsTold(q, h) | Validity",
            })
    void aLostGuardBreaksItsLemma(String module, String guard, String lemma) {
        InductionResult result = proveAltered(module, "/\\ " + guard + "\n", "/\\ TRUE\n");

        assertThat(result.isRefuted()).isTrue();
        assertThat(broken(result)).anySatisfy(title -> assertThat(title).endsWith("keeps " + lemma));
    }

    @ParameterizedTest
    @CsvSource({
        "PBFTSlot, CommittedSurvives, Agreement",
        "PBFTSlot, CommittedIsPrepared, Agreement",
        "PBFTSlot, OneVote, PreparedUnique",
        "Unanimity, WhatIsMissingCannotCommit, AbortOrder",
        "Unanimity, CommitsAreLocalPrefixes, CommitOrder",
    })
    void aLemmaThatSaysNothingIsNoticedByWhatLeansOnIt(String module, String lemma, String property) {
        InductionResult result =
                proveAltered(module, "\n" + lemma + " ==\n", "\n" + lemma + " == TRUE\n\nWas" + lemma + " ==\n");

        assertThat(broken(result)).anySatisfy(title -> assertThat(title).startsWith(property + " follows"));
    }

    @Test
    void whatBreaksIsShownInTheSmallestStatesAndTheStepBetweenThem() {
        InductionResult result = proveAltered("PBFTSlot", "    /\\ Changed(q, v)\n    /\\ Nothing", "    /\\ Nothing");

        Breach breach = result.obligations().stream()
                .flatMap(obligation -> obligation.breach().stream())
                .findFirst()
                .orElseThrow();
        assertThat(breach.title()).isEqualTo("AcceptFree does not keep CommittedSurvives");
        assertThat(breach.elements())
                .containsEntry("Replica", 1)
                .containsEntry("View", 2)
                .containsEntry("Request", 2)
                .containsEntry("Quorum", 1);
        assertThat(breach.step()).startsWith("AcceptFree(r = replica1, v = 1, x = request");
        assertThat(breach.explain())
                .contains("Before, where every lemma holds:", "/\\ left = {}", "CommittedSurvives is not so for");
    }

    @Test
    void aQuorumTooSmallIsRefutedByCountingWithTheSmallestNumber() {
        InductionResult result = proveAltered("PBFTSlot", "Cardinality(q) = 2 * F + 1", "Cardinality(q) = 2 * F");

        assertThat(result.isRefuted()).isTrue();
        assertThat(result.axioms())
                .filteredOn(axiom -> axiom.status() == Status.BROKEN)
                .singleElement()
                .satisfies(axiom -> {
                    assertThat(axiom.name()).isEqualTo("QuorumsMeet");
                    assertThat(axiom.reason()).startsWith("not so for F = 0");
                });
    }

    @Test
    void aSizeThatIsRightForOneFaultAndWrongForTwoIsFound() {
        InductionResult result = proveAltered("PBFTSlot", "Cardinality(q) = 2 * F + 1", "Cardinality(q) = F + 2");

        assertThat(result.axioms())
                .filteredOn(axiom -> axiom.status() == Status.BROKEN)
                .singleElement()
                .satisfies(axiom -> assertThat(axiom.reason()).startsWith("not so for F = 2"));
    }

    private static final String RING = """
        ---- MODULE Ring ----
        EXTENDS Integers
        CONSTANTS Node, Id
        ASSUME Node \\subseteq Int
        ASSUME Id \\subseteq Nat
        VARIABLES id, pending, leader
        vars == <<id, pending, leader>>
        TypeOK ==
          /\\ id \\in [Node -> Id]
          /\\ pending \\subseteq Id \\X Node
          /\\ leader \\in [Node -> BOOLEAN]
        Unique == \\A n, m \\in Node : id[n] = id[m] => n = m
        Between(a, b, c) ==
          \\/ a < b /\\ b < c
          \\/ b < c /\\ c < a
          \\/ c < a /\\ a < b
        IsNext(n, m) == n # m /\\ \\A k \\in Node : ~Between(n, k, m)
        Init ==
          /\\ Unique
          /\\ pending = {}
          /\\ leader = [n \\in Node |-> FALSE]
        Send(n, m) ==
          /\\ IsNext(n, m)
          /\\ pending' = pending \\cup {<<id[n], m>>}
          /\\ UNCHANGED <<id, leader>>
        Receive(n, m, i) ==
          /\\ <<i, n>> \\in pending
          /\\ IsNext(n, m)
          /\\ IF i = id[n]
             THEN leader' = [leader EXCEPT ![n] = TRUE] /\\ pending' = pending \\ {<<i, n>>}
             ELSE /\\ pending' = (pending \\ {<<i, n>>}) \\cup (IF i > id[n] THEN {<<i, m>>} ELSE {})
                  /\\ UNCHANGED leader
          /\\ UNCHANGED id
        Next ==
          \\/ \\E n, m \\in Node : Send(n, m)
          \\/ \\E n, m \\in Node, i \\in Id : Receive(n, m, i)
        Spec == Init /\\ [][Next]_vars
        LeaderIsHighest == \\A n, m \\in Node : leader[n] => id[m] <= id[n]
        PendingPassed == \\A s, n, m \\in Node :
          <<id[s], m>> \\in pending /\\ Between(s, n, m) => id[n] < id[s]
        SelfPending == \\A n, m \\in Node : <<id[n], n>> \\in pending => id[m] <= id[n]
        OneLeader == \\A n, m \\in Node : leader[n] /\\ leader[m] => n = m
        Lemmas == Unique /\\ LeaderIsHighest /\\ PendingPassed /\\ SelfPending
        THEOREM Spec => []OneLeader
        ====
        """;

    @Test
    void aRingOfAnyNumberOfProcessesElectsOneLeader() {
        InductionResult result = proveText(RING);

        assertThat(broken(result)).isEmpty();
        assertThat(result.isProved()).isTrue();
    }

    @Test
    void aRingThatForwardsLowerNumbersTooElectsTwo() {
        InductionResult result = proveText(RING.replace("IF i > id[n] THEN {<<i, m>>} ELSE {}", "{<<i, m>>}"));

        assertThat(broken(result)).contains("Receive#2 keeps PendingPassed");
    }

    private static final String CYCLIC = """
        ---- MODULE Cyclic ----
        CONSTANTS Node
        VARIABLES edge
        vars == <<edge>>
        TypeOK == edge \\subseteq Node \\X Node
        Init == edge = Node \\X Node
        Next == \\E n \\in Node : edge' = edge \\cup {<<n, n>>}
        Spec == Init /\\ [][Next]_vars
        HasNext == \\A n \\in Node : \\E m \\in Node : <<n, m>> \\in edge
        Lemmas == HasNext
        THEOREM Spec => []HasNext
        ====
        """;

    @Test
    void elementsNamedInACircleAreRefusedWithTheCircle() {
        assertThatThrownBy(() -> proveText(CYCLIC))
                .isInstanceOf(OutsideLanguageException.class)
                .hasMessageContaining("outside the decidable part")
                .hasMessageContaining("Node -> Node (HasNext)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "edge' = edge \\cup {<<n, n>>}; edge' = edge \\cup {n}; a set of Node \\X Node beside a set of Node",
                "edge' = edge \\cup {<<n, n>>}; TRUE; does not say what edge becomes",
                "TypeOK == edge \\subseteq Node \\X Node; TypeOK == TRUE; TypeOK does not say what edge is",
                "edge' = edge \\cup {<<n, n>>}; edge' = [a |-> n]; records",
                "Lemmas == HasNext; Lemmas == \\A n \\in Node : TRUE; a lemma needs a name",
                "Init == edge = Node \\X Node; Init == edge = ; does not parse",
            })
    void whatTheLogicCannotSayIsNamedWithItsPlace(String before, String after, String cause) {
        assertThatThrownBy(() -> proveText(CYCLIC.replace(before, after)))
                .isInstanceOf(OutsideLanguageException.class)
                .hasMessageContaining(cause)
                .hasMessageContaining("Cyclic");
    }

    @Test
    void assumptionsThatContradictOneAnotherProveNothing() {
        InductionResult result = proveText("""
            ---- MODULE Void ----
            CONSTANTS Node, Red
            ASSUME Red \\subseteq Node
            ASSUME \\E n \\in Node : n \\in Red
            ASSUME \\A n \\in Node : n \\notin Red
            VARIABLES seen
            TypeOK == seen \\subseteq Node
            Init == seen = {}
            Next == \\E n \\in Node : seen' = seen \\cup {n}
            Spec == Init /\\ [][Next]_seen
            Nothing == seen = {}
            THEOREM Spec => []Nothing
            ====
            """);

        assertThat(broken(result)).isEmpty();
        assertThat(result.isProved()).isFalse();
        assertThat(result.vacuous()).first().asString().contains("contradict");
        assertThat(result.assumed()).hasSize(2);
    }
}
