/** The REST boundary: requests in, JSON out, problems per RFC 9457. No business rule lives here. */
@NullMarked
package dev.steno.rest;

import org.jspecify.annotations.NullMarked;
