/** Whether the server lives and is ready, with the failing part named, and its figures. */
@NullMarked
package dev.steno.health;

import org.jspecify.annotations.NullMarked;
