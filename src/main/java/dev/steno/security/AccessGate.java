package dev.steno.security;

/** The gate; written next. */
class AccessGate {}
