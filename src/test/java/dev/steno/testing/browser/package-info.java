/**
 * What tests of the page share: a real browser, the machine's own Chromium, driven by Playwright.
 * Annotate a class with {@link dev.steno.testing.browser.BrowserTest} and take a {@code Page} as a
 * parameter. Nothing here downloads a browser, and nothing leaves the machine.
 */
@NullMarked
package dev.steno.testing.browser;

import org.jspecify.annotations.NullMarked;
