package dev.steno.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request with the mark of the gate. The mark is a header, since that is all of a request that a
 * WebSocket handshake shows on every server; what a caller sent under that name is not seen.
 */
final class AdmittedRequest extends HttpServletRequestWrapper {

  private final String mark;

  AdmittedRequest(HttpServletRequest request) {
    super(request);
    this.mark = new Admission(request.getRemoteAddr()).value();
  }

  @Override
  public @Nullable String getHeader(String name) {
    return isMark(name) ? mark : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isMark(name) ? Collections.enumeration(List.of(mark)) : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    Set<String> names = new LinkedHashSet<>(Collections.list(super.getHeaderNames()));
    names.removeIf(AdmittedRequest::isMark);
    names.add(Admission.HEADER);
    return Collections.enumeration(names);
  }

  private static boolean isMark(String name) {
    return Admission.HEADER.equalsIgnoreCase(name);
  }
}
