package warren.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
  @TempDir Path parent;

  @Test
  void aNewFolderIsAccessibleToItsOwnerOnly() throws IOException {
    try (DataFolder folder = DataFolder.open(parent.resolve("a/b"))) {
      assertEquals("rwx------", permissions(folder.path()));
    }
  }

  @Test
  void thePermissionsOfAnExistingFolderDoNotChange() throws IOException {
    var before = Files.getPosixFilePermissions(parent);

    DataFolder.open(parent).close();

    assertEquals(before, Files.getPosixFilePermissions(parent));
  }

  @Test
  void anOpenFolderCannotBeOpenedAgain() {
    try (DataFolder folder = DataFolder.open(parent.resolve("data"))) {
      LocalException refusal =
          assertThrows(LocalException.class, () -> DataFolder.open(folder.path()));

      assertEquals(
          "The data folder %s is in use by another warren up (process %d)."
              .formatted(folder.path(), ProcessHandle.current().pid()),
          refusal.getMessage());
    }
  }

  @Test
  void aClosedFolderCanBeOpenedAgain() {
    DataFolder.open(parent).close();

    DataFolder.open(parent).close();
  }

  @Test
  void theErrorMessageNamesTheUnusableFolder() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));

    LocalException refusal = assertThrows(LocalException.class, () -> DataFolder.open(file));

    assertTrue(
        refusal.getMessage().startsWith("The data folder " + file + " cannot be used: "),
        refusal.getMessage());
  }

  @Test
  void aSecretIsTheSameAfterReopening() {
    String first;
    try (DataFolder folder = DataFolder.open(parent)) {
      first = folder.secret("tokens");
    }
    try (DataFolder folder = DataFolder.open(parent)) {
      assertEquals(first, folder.secret("tokens"));
      assertNotEquals(first, folder.secret("another"));
    }
    assertTrue(first.matches("[A-Za-z0-9_-]{43}"), first);
  }

  @Test
  void aSecretIsReadableByItsOwnerOnly() throws IOException {
    try (DataFolder folder = DataFolder.open(parent)) {
      folder.secret("tokens");
    }

    Path secrets = parent.resolve("secrets");
    assertEquals("rwx------", permissions(secrets));
    assertEquals("rw-------", permissions(secrets.resolve("tokens")));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
