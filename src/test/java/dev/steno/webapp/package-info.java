/** Tests of the page's own modules, in a browser and without a server. */
@org.jspecify.annotations.NullMarked
package dev.steno.webapp;
