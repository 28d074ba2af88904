package warren.settings;

import java.util.Objects;

/** The version of the program. */
public final class Version {
  /** The version in the manifest of the jar; another text if the classes are not in a jar. */
  public static final String CURRENT =
      Objects.requireNonNullElse(
          Version.class.getPackage().getImplementationVersion(), "development");

  private Version() {}
}
