package be.schakel.medical;

import be.schakel.edge.LargeBodies;
import be.schakel.vault.Keys;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;

/** Documents on a database of the test. */
public final class TestDocuments {

  private TestDocuments() {}

  public static Documents on(Jdbi db, Keys keys) {
    var documents = new Documents();
    documents.db = db;
    documents.keys = keys;
    documents.bodies = new LargeBodies();
    documents.scanner =
        new Scanner(Optional.empty(), Duration.ZERO, Executors.newCachedThreadPool());
    return documents;
  }

  public static Uploads uploads(Jdbi db) {
    var uploads = new Uploads();
    uploads.db = db;
    return uploads;
  }

  /** A place among the streams of a partner. */
  public static LargeBodies.Held stream(Documents documents, String partner) {
    return documents.bodies.stream(partner);
  }
}
