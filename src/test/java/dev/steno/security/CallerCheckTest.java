package dev.steno.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerCheckTest {

  private static final String ELSEWHERE = "192.0.2.7";

  private final CallerCheck local = new CallerCheck(false, List.of());
  private final CallerCheck named = new CallerCheck(false, List.of("steno.example"));
  private final CallerCheck open = new CallerCheck(true, List.of());
  private final CallerCheck openAndNamed = new CallerCheck(true, List.of("steno.example"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "::1",
        "0:0:0:0:0:0:0:1",
        "::1%lo",
        "0:0:0:0:0:0:0:1%0",
        "[::1]",
        "::ffff:127.0.0.1"
      })
  void callersOnThisMachineAreServed(String address) {
    assertThat(local.reasonToRefuse(address, Headers.of("Host", "localhost:8080"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ELSEWHERE,
        "10.0.0.1",
        "0.0.0.0",
        "128.0.0.1",
        "::",
        "fe80::1%lo",
        "2001:db8::1",
        "::ffff:192.0.2.7",
        "::2",
        "localhost",
        "127.example.com",
        "%lo",
        ""
      })
  void callersOnOtherMachinesAreRefused(String address) {
    assertThat(local.reasonToRefuse(address, Headers.of("Host", "localhost")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("STENO_ACCESS=open"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Port",
        "X-Forwarded-Server",
        "X-Real-IP",
        "Via",
        "x-forwarded-for"
      })
  void whatCameThroughAProxyOnThisMachineIsRefused(String header) {
    assertThat(
            local.reasonToRefuse("127.0.0.1", Headers.of("Host", "localhost", header, "127.0.0.1")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("proxy", "STENO_ACCESS=open"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "localhost:",
        "127.0.0.1",
        "127.0.0.1:8080",
        "127.1.2.3",
        "[::1]",
        "[::1]:8080",
        "[0:0:0:0:0:0:0:1]:80",
        " localhost "
      })
  void thisMachineMayBeCalledByItsOwnNames(String host) {
    assertThat(local.reasonToRefuse("127.0.0.1", Headers.of("Host", host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.",
        "localhost.evil.example",
        "evil-localhost",
        "127.0.0.1.evil.example",
        "127.evil.example:8080",
        "127.0.0.1.1",
        "127.0.0.999",
        "128.0.0.1",
        "192.0.2.7:8080",
        "0.0.0.0",
        "[2001:db8::1]:8080",
        "[::2]",
        "[::1",
        "[]",
        "::1",
        ":8080",
        "...",
        "steno.example",
        ""
      })
  void anyOtherNameIsRefusedEvenFromThisMachine(String host) {
    assertThat(local.reasonToRefuse("127.0.0.1", Headers.of("Host", host)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("STENO_HOSTS"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.1", "2130706433", "127.0.0.256", "127.0.0.01", "127.0.0.0.1"})
  void digitsThatAreNoAddressInFullCouldBeLookedUpAndAreRefused(String host) {
    assertThat(local.reasonToRefuse("127.0.0.1", Headers.of("Host", host))).isPresent();
  }

  @Test
  void aRequestThatNamesNoHostIsRefused() {
    assertThat(local.reasonToRefuse("127.0.0.1", Headers.of())).isPresent();
    assertThat(openAndNamed.reasonToRefuse(ELSEWHERE, Headers.of())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"steno.example", "Steno.Example:8443", "localhost"})
  void aNameFromTheSettingsMayBeUsedBesideTheOwnOnes(String host) {
    assertThat(named.reasonToRefuse("127.0.0.1", Headers.of("Host", host))).isEmpty();
  }

  @Test
  void aNameFromTheSettingsLetsNoOtherMachineIn() {
    assertThat(named.reasonToRefuse(ELSEWHERE, Headers.of("Host", "steno.example"))).isPresent();
  }

  @Test
  void aServerThatIsOpenServesEverybodyUnderAnyName() {
    assertThat(open.reasonToRefuse(ELSEWHERE, Headers.of("Host", "any.example"))).isEmpty();
    assertThat(open.reasonToRefuse(ELSEWHERE, Headers.of())).isEmpty();
    assertThat(
            open.reasonToRefuse(
                "127.0.0.1", Headers.of("Host", "any.example", "X-Forwarded-For", ELSEWHERE)))
        .isEmpty();
  }

  @Test
  void aServerThatIsOpenUnderNamesServesEverybodyUnderThoseOnly() {
    assertThat(openAndNamed.reasonToRefuse(ELSEWHERE, Headers.of("Host", "steno.example:8080")))
        .isEmpty();
    assertThat(openAndNamed.reasonToRefuse("127.0.0.1", Headers.of("Host", "localhost"))).isEmpty();
    assertThat(openAndNamed.reasonToRefuse(ELSEWHERE, Headers.of("Host", "evil.example")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("STENO_HOSTS"));
  }
}
