package dev.steno.push.session;

/**
 * What a client asked for when it connected; nothing of it is trusted.
 *
 * @param taskId the task it wants to watch
 * @param since the number of the last message it has, 0 where it has none
 * @param address the numeric address it comes from, or of the proxy before it
 */
public record Watch(String taskId, long since, String address) {}
