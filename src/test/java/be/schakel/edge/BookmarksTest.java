package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.demo.DemoKeys;
import be.schakel.vault.Keys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookmarksTest {

  private static final UUID PLACE = UUID.fromString("01990000-0000-7000-8000-0000000000aa");

  @TempDir static Path home;
  private static Bookmarks bookmarks;

  @BeforeAll
  static void makeKeys() throws Exception {
    DemoKeys.prepare(home, Instant.parse("2026-11-21T09:00:00Z"));
    bookmarks = new Bookmarks(new Keys(home.resolve("keys.p12"), "changeit", "demo"));
  }

  @Test
  void placeComesBackAsItWasGivenOut() {
    assertEquals(PLACE.toString(), bookmarks.opened(bookmarks.sealed(PLACE)));
  }

  @Test
  void bookmarkTellsNothingOfItsPlaceAndFitsAnAddress() {
    var bookmark = bookmarks.sealed(PLACE);
    var bytes = new String(Base64.getUrlDecoder().decode(bookmark), StandardCharsets.ISO_8859_1);
    assertFalse(bytes.contains("0199"), bytes);
    assertTrue(bookmark.matches("[A-Za-z0-9_-]{1,1000}"), bookmark);
  }

  @Test
  void whatWasNeverGivenOutStaysAsItIs() {
    assertEquals("", bookmarks.opened(""));
    assertEquals("%", bookmarks.opened("%"));
    assertEquals(PLACE.toString(), bookmarks.opened(PLACE.toString()));
    var changed = new StringBuilder(bookmarks.sealed(PLACE)).reverse().toString();
    assertEquals(changed, bookmarks.opened(changed));
  }
}
