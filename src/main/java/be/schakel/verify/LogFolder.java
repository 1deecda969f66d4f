package be.schakel.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A log as it was fetched: {@code checkpoint}, {@code tile/…} and {@code tile/entries/…} under one
 * folder, laid out as a log serves them (C2SP tlog-tiles).
 */
record LogFolder(Path folder) {

  /** A bundle of the longest entries. */
  private static final long LARGEST_FILE = 17L << 20;

  private static final int CACHED = 64;

  static LogFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw NotProven.unusable("file.missing", folder);
    }
    return new LogFolder(folder);
  }

  Path checkpoint() {
    return folder.resolve("checkpoint");
  }

  /** The hashes of a tile. */
  List<Hash> hashes(Tiles.Place place) {
    var bytes = read(place);
    var width = bytes.length / Hash.SIZE;
    if (bytes.length % Hash.SIZE != 0 || width != place.width() && width != Tiles.WIDTH) {
      throw NotProven.unusable("tile.length", place.path());
    }
    var hashes = new ArrayList<Hash>(place.width());
    for (int i = 0; i < place.width(); i++) {
      hashes.add(Hash.of(Arrays.copyOfRange(bytes, i * Hash.SIZE, (i + 1) * Hash.SIZE)));
    }
    return hashes;
  }

  /** The entries of a bundle: each two bytes of length, then the entry. */
  List<byte[]> entries(Tiles.Place place) {
    var bytes = read(place);
    var entries = new ArrayList<byte[]>(place.width());
    var at = 0;
    while (at < bytes.length) {
      var start = at + 2;
      var end =
          start > bytes.length ? start : start + ((bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff);
      if (end > bytes.length) {
        throw NotProven.unusable("tile.length", place.path());
      }
      entries.add(Arrays.copyOfRange(bytes, start, end));
      at = end;
    }
    if (entries.size() != place.width() && entries.size() != Tiles.WIDTH) {
      throw NotProven.unusable("tile.length", place.path());
    }
    return entries.subList(0, place.width());
  }

  boolean has(Tiles.Place place) {
    return Files.exists(folder.resolve(place.path())) || Files.exists(folder.resolve(place.full()));
  }

  private byte[] read(Tiles.Place place) {
    for (var path : List.of(place.path(), place.full())) {
      var file = folder.resolve(path);
      if (Files.isRegularFile(file)) {
        try {
          if (Files.size(file) > LARGEST_FILE) {
            throw NotProven.unusable("tile.length", path);
          }
          return Files.readAllBytes(file);
        } catch (IOException unreadable) {
          throw NotProven.unusable("file.unreadable", file);
        }
      }
    }
    throw NotProven.unusable("tile.missing", place.path(), folder);
  }

  /** The tree of the first so many leaves, by its tiles. */
  Proofs.Tree tree(long size) {
    var cache =
        new LinkedHashMap<String, List<Hash>>(CACHED, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, List<Hash>> eldest) {
            return size() > CACHED;
          }
        };
    return (level, index) -> {
      var inTile = level % Tiles.HEIGHT;
      var first = index << inTile;
      var place = Tiles.hashes(level / Tiles.HEIGHT, first / Tiles.WIDTH, size);
      var hashes = cache.computeIfAbsent(place.path(), path -> hashes(place));
      var offset = (int) (first % Tiles.WIDTH);
      return Proofs.root(hashes.subList(offset, offset + (1 << inTile)));
    };
  }
}
