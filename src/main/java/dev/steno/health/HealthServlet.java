package dev.steno.health;

import dev.steno.health.Readiness.Check;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * {@code /health/live} answers whenever the server can answer at all; {@code /health/ready} and
 * {@code /health} say whether it can work. 200, or 503 with the failing part named.
 */
@WebServlet(urlPatterns = {"/health", "/health/live", "/health/ready"})
public class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject transient Readiness readiness;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean liveOnly = request.getServletPath().endsWith("/live");
    List<Check> checks = liveOnly ? List.of() : readiness.checks();
    boolean up = checks.stream().allMatch(Check::up);
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (Check check : checks) {
      JsonObjectBuilder one =
          Json.createObjectBuilder()
              .add("name", check.name())
              .add("status", check.up() ? "UP" : "DOWN");
      if (!check.up()) {
        one.add("detail", check.detail());
      }
      list.add(one);
    }
    response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response
        .getWriter()
        .write(
            Json.createObjectBuilder()
                .add("status", up ? "UP" : "DOWN")
                .add("checks", list)
                .build()
                .toString());
  }
}
