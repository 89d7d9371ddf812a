package dev.steno.security;

import dev.steno.config.Setting;
import dev.steno.config.Settings;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.problem.ProblemJson;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one gate in front of page, REST and WebSocket handshakes. It sees every request first, and
 * marks those it lets through ({@link Admission}).
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class AccessGate extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject transient Settings settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> reason = reasonToRefuse(request);
    if (reason.isPresent()) {
      refuse(response, reason.get());
    } else {
      chain.doFilter(new AdmittedRequest(request), response);
    }
  }

  private Optional<String> reasonToRefuse(HttpServletRequest request) {
    CallerCheck callers =
        new CallerCheck(
            settings.text(Setting.STENO_ACCESS).equals("open"),
            settings.names(Setting.STENO_HOSTS));
    return callers
        .reasonToRefuse(request.getRemoteAddr(), request::getHeader)
        .or(() -> OriginCheck.reasonToRefuse(request.getMethod(), request::getHeader));
  }

  private static void refuse(HttpServletResponse response, String reason) throws IOException {
    ProblemException problem = new ProblemException(ErrorCode.FORBIDDEN, reason);
    byte[] body =
        ProblemJson.of(problem, HttpServletResponse.SC_FORBIDDEN).getBytes(StandardCharsets.UTF_8);
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType(ProblemJson.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
