package dev.steno.testing.load;

import dev.steno.progress.ProgressLog;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells series of events inside the server, for the benchmark: the thread of the request does what
 * a thread of the pipeline would do.
 *
 * <ul>
 *   <li>{@code POST load/tell} with the parameters of {@link Series}: tells one, and answers when
 *       it has been told, not when it has arrived, with the line of a {@link Told}.
 *   <li>{@code GET load/bare}: how many sessions the bare endpoint has.
 *   <li>{@code GET load/server}: its virtual machine in words.
 * </ul>
 */
@WebServlet("/load/*")
public class LoadDriver extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject transient ProgressLog log;
  @Inject transient StoringTime storing;

  private final transient Map<String, TaskNumbers> numbers = new ConcurrentHashMap<>();

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!"/tell".equals(request.getPathInfo())) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    List<String> tasks = List.of(request.getParameter("tasks").split(" ", -1));
    Series series =
        new Series(
            Audience.valueOf(request.getParameter("to")),
            number(request, "count"),
            number(request, "rate"),
            number(request, "segments"),
            number(request, "length"));
    Told told = new Teller(log, storing, numbers).tell(tasks, series);
    response.setContentType("text/plain");
    response.getWriter().println(told.line());
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    switch (request.getPathInfo()) {
      case "/bare" -> response.getWriter().println(BareSocket.size());
      case "/server" -> response.getWriter().println(server());
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static String server() {
    Runtime runtime = Runtime.getRuntime();
    return "JDK %s; %d cores; heap at most %d MB"
        .formatted(Runtime.version(), runtime.availableProcessors(), runtime.maxMemory() >> 20);
  }

  private static int number(HttpServletRequest request, String name) {
    return Integer.parseInt(request.getParameter(name));
  }
}
