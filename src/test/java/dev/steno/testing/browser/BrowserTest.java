package dev.steno.testing.browser;

import com.microsoft.playwright.junit.UsePlaywright;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class whose methods may take a {@code Page}, {@code BrowserContext} or {@code Browser}:
 * one browser for the class, a fresh context for each test. Skipped where there is no Chromium.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ChromiumCondition.class)
@UsePlaywright(ChromiumOptions.class)
public @interface BrowserTest {}
