package dev.steno.testing.browser;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.junit.Options;
import com.microsoft.playwright.junit.OptionsFactory;
import java.util.List;
import java.util.Map;

/** How Chromium is started: without a window, and without a word to anybody outside. */
public final class ChromiumOptions implements OptionsFactory {

  private static final List<String> ARGUMENTS =
      List.of(
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-proxy-server",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");

  @Override
  public Options getOptions() {
    LaunchOptions launch =
        new LaunchOptions()
            .setExecutablePath(Chromium.find().orElseThrow())
            .setHeadless(true)
            // Its sandbox does not start for root, as whom many builds run.
            .setChromiumSandbox(false)
            .setArgs(ARGUMENTS);
    return new Options()
        .setPlaywrightCreateOptions(
            new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
        .setLaunchOptions(launch);
  }
}
