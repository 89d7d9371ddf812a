package dev.steno.engine.model;

/**
 * What may be fetched.
 *
 * @param when at whose wish
 * @param model the name of the model for those who do not want to choose
 */
public record DownloadPolicy(When when, String model) {

  /** At whose wish models are fetched. */
  public enum When {
    /** When somebody asks for one. */
    MANUAL,
    /** Also when a task needs one and none is here. */
    AUTO,
    /** Never: whoever runs the server brings the files. */
    NEVER
  }
}
