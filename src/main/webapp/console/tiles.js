// Reads a log's hashes from its tiles (C2SP tlog-tiles): 256 hashes each, level by level.

import { nodeHash, split } from './merkle.js';

const WIDTH = 256;
const HASH = 32;

/** Where a tile is, below the log: groups of three digits, all but the last with an x. */
export function tilePath(level, index, width) {
  const groups = [];
  let rest = index;
  do {
    groups.unshift(String(rest % 1000).padStart(3, '0'));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  const name = groups.map((group, i) => (i < groups.length - 1 ? 'x' + group : group)).join('/');
  return `tile/${level}/${name}${width < WIDTH ? `.p/${width}` : ''}`;
}

/**
 * The hashes of a tree of that size.
 *
 * @param fetchTile gives the bytes at a path below the log
 * @return gives the hash of the leaves from `begin` to before `end`
 */
export function tileReader(size, fetchTile) {
  const known = new Map();

  const tile = (level, index) => {
    const there = Math.floor(size / WIDTH ** level) - index * WIDTH;
    const path = tilePath(level, index, Math.min(there, WIDTH));
    if (!known.has(path)) {
      known.set(
        path,
        fetchTile(path).then((data) => {
          if (data.length !== Math.min(there, WIDTH) * HASH) {
            throw new RangeError('a tile has not the length that it must have');
          }
          return data;
        }),
      );
    }
    return known.get(path);
  };

  const stored = async (level, place) => {
    const data = await tile(level, Math.floor(place / WIDTH));
    const at = (place % WIDTH) * HASH;
    return data.slice(at, at + HASH);
  };

  const hashOf = async (begin, end) => {
    const length = end - begin;
    let level = 0;
    let unit = 1;
    while (unit * WIDTH <= length) {
      unit *= WIDTH;
      level += 1;
    }
    if (unit === length && begin % unit === 0) {
      return stored(level, begin / unit);
    }
    const middle = begin + split(length);
    return nodeHash(await hashOf(begin, middle), await hashOf(middle, end));
  };
  return hashOf;
}

