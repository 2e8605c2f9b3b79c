package next700.protocol.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A composition is the names of its protocols, in turn. */
class CompositionTest {
    @Test
    void anyProtocolsMayTakeTurns() {
        Composition declared = Composition.declared("quorum-zlight-chain-backup");

        assertThat(declared.cycle().stream().map(Protocol::name))
                .containsExactly("quorum", "zlight", "chain", "backup");
        assertThat(declared.protocolOf(new InstanceId(6)).name()).isEqualTo("zlight");
        assertThat(declared.next(new InstanceId(4))).isEqualTo(new InstanceId(5));
    }

    @Test
    void thoseOfTheThesisAreDeclaredAlike() {
        assertThat(Composition.declared("quorum-chain-backup").cycle()).isEqualTo(Composition.ALIPH.cycle());
        assertThat(Composition.declared("zlight-backup").cycle()).isEqualTo(Composition.AZYZZYVA.cycle());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quorum-", "-", "", "pbft-quorum", "quorum-Chain", "lcr-backup"})
    void nothingElseIsADeclaration(String name) {
        assertThatThrownBy(() -> Composition.declared(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCycleIsBounded() {
        assertThatThrownBy(() -> Composition.declared("quorum-".repeat(8) + "backup"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
