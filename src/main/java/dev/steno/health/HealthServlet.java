package dev.steno.health;

import dev.steno.health.Readiness.Check;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /health/live} answers whenever the server can answer at all; {@code /health/ready} and
 * {@code /health} say whether it can work. 200, or 503 with the failing part named.
 */
@WebServlet(urlPatterns = {"/health", "/health/live", "/health/ready"})
public class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String STATUS = "status";
  private static final Jsonb JSON = JsonbBuilder.create();

  @Inject transient Readiness readiness;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean liveOnly = request.getServletPath().endsWith("/live");
    List<Check> checks = liveOnly ? List.of() : readiness.checks();
    boolean up = checks.stream().allMatch(Check::up);
    response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(json(up, checks));
  }

  private static String json(boolean up, List<Check> checks) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(STATUS, word(up));
    answer.put("checks", checks.stream().map(HealthServlet::fields).toList());
    return JSON.toJson(answer);
  }

  private static Map<String, String> fields(Check check) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", check.name());
    fields.put(STATUS, word(check.up()));
    if (!check.up()) {
      fields.put("detail", check.detail());
    }
    return fields;
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
