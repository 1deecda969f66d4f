package testkit;

import java.net.URI;
import java.nio.file.Path;

/** A running gateway, as its partners reach it. */
interface Served {

  URI uri(String path);

  /** A file of its demo's certificates and keys. */
  Path pki(String file);
}
