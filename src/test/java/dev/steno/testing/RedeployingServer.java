package dev.steno.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Payara Micro that deploys the WAR when it is told to. Its own command line can only deploy at the
 * start; its programming interface, found by reflection since the tests do not compile against the
 * server, can do so again and again.
 *
 * <p>Reads {@code deploy} or {@code undeploy} from its standard input, one a line, and answers each
 * with a line that begins with {@link #DONE}.
 */
public final class RedeployingServer {

  /** How the answer to a command begins. */
  public static final String DONE = "### done ";

  private static final String APPLICATION = "steno";

  private RedeployingServer() {}

  /**
   * Runs the server.
   *
   * @param arguments the WAR, then options of Payara Micro
   */
  public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
    File war = new File(arguments[0]);
    Class<?> micro = Class.forName("fish.payara.micro.PayaraMicro");
    micro
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    Object runtime =
        micro.getMethod("getRuntime").invoke(micro.getMethod("getInstance").invoke(null));
    Class<?> port = Class.forName("fish.payara.micro.PayaraMicroRuntime");
    Method deploy = port.getMethod("deploy", String.class, String.class, File.class);
    Method undeploy = port.getMethod("undeploy", String.class);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      try {
        if (command.equals("deploy")) {
          deploy.invoke(runtime, APPLICATION, "/", war);
        } else {
          undeploy.invoke(runtime, APPLICATION);
        }
        System.out.println(DONE + command);
      } catch (InvocationTargetException failed) {
        failed.printStackTrace();
        System.out.println(DONE + "badly");
      }
    }
    System.exit(0);
  }
}
