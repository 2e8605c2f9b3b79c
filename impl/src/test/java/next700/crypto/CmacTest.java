package next700.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 4493, section 4, and one of NIST SP 800-38B with a key of 32 bytes. */
final class CmacTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String MESSAGE = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

    @ParameterizedTest
    @CsvSource({
        "2b7e151628aed2a6abf7158809cf4f3c, 0, bb1d6929e95937287fa37d129b756746",
        "2b7e151628aed2a6abf7158809cf4f3c, 16, 070a16b46b4d4144f79bdd9dd04a287c",
        "2b7e151628aed2a6abf7158809cf4f3c, 40, dfa66747de9ae63030ca32611497c827",
        "2b7e151628aed2a6abf7158809cf4f3c, 64, 51f0bebf7e3b9d92fc49741779363cfe",
        "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4, 40, aaf3d8f1de5640c232f5b169b9c911e6",
    })
    void theTagIsThatOfTheStandard(String key, int length, String tag) {
        byte[] message = Arrays.copyOf(HEX.parseHex(MESSAGE), length);

        assertThat(HEX.formatHex(new Cmac(HEX.parseHex(key)).tag(message))).isEqualTo(tag);
    }
}
