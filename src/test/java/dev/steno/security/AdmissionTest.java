package dev.steno.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.server.HandshakeRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final Admission ADMITTED = new Admission("10.1.2.3");

  @Test
  void aHandshakeThatTheGateLetThroughIsGranted() {
    HttpServletRequest admitted =
        new AdmittedRequest(request(Map.of("Host", List.of("localhost"))));

    assertThat(Admission.of(handshake(seenBy(admitted)))).contains(ADMITTED);
  }

  @Test
  void aHandshakeThatWentAroundTheGateIsNot() {
    assertThat(Admission.of(handshake(Map.of("Host", List.of("localhost"))))).isEmpty();
    assertThat(Admission.of(handshake(Map.of()))).isEmpty();
  }

  @Test
  void theCaseOfHeaderNamesDoesNotMatter() {
    assertThat(
            Admission.of(handshake(Map.of("x-steno-ADMITTED", List.of("first", ADMITTED.value())))))
        .contains(ADMITTED);
  }

  @Test
  void aGuessedMarkIsNotGranted() {
    assertThat(Admission.of(handshake(Map.of(Admission.HEADER, List.of("true", ""))))).isEmpty();
    assertThat(Admission.of(handshake(Map.of("X-Other", List.of(ADMITTED.value()))))).isEmpty();
  }

  @Test
  void whatACallerSentUnderTheNameOfTheMarkIsNotSeen() {
    HttpServletRequest admitted =
        new AdmittedRequest(
            request(
                Map.of(
                    "x-steno-admitted", List.of("forged", "twice"), "Host", List.of("localhost"))));

    assertThat(admitted.getHeader("x-steno-admitted")).isEqualTo(ADMITTED.value());
    assertThat(Collections.list(admitted.getHeaders("X-STENO-ADMITTED")))
        .containsExactly(ADMITTED.value());
    assertThat(Collections.list(admitted.getHeaderNames()))
        .containsExactly("Host", Admission.HEADER);
  }

  @Test
  void theOtherHeadersOfAnAdmittedRequestAreTheCallers() {
    HttpServletRequest admitted =
        new AdmittedRequest(request(Map.of("Accept", List.of("text/vtt", "text/plain"))));

    assertThat(admitted.getHeader("accept")).isEqualTo("text/vtt");
    assertThat(Collections.list(admitted.getHeaders("accept")))
        .containsExactly("text/vtt", "text/plain");
    assertThat(admitted.getHeader("Origin")).isNull();
  }

  /** What a server copies into a handshake. */
  private static Map<String, List<String>> seenBy(HttpServletRequest request) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    return headers;
  }

  private static HttpServletRequest request(Map<String, List<String>> given) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(given);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            AdmissionTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getHeader" ->
                      headers.containsKey(arguments[0]) ? headers.get(arguments[0]).get(0) : null;
                  case "getHeaders" ->
                      Collections.enumeration(
                          headers.getOrDefault((String) arguments[0], List.of()));
                  case "getRemoteAddr" -> ADMITTED.address();
                  case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static HandshakeRequest handshake(Map<String, List<String>> headers) {
    return (HandshakeRequest)
        Proxy.newProxyInstance(
            AdmissionTest.class.getClassLoader(),
            new Class<?>[] {HandshakeRequest.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getHeaders")) {
                return headers;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
