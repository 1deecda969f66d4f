// The tree of the log (RFC 9162, 2.1): hashes, paths and how they are checked. Pure.

const LEAF = 0x00;
const NODE = 0x01;

export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(parts)));
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What stands for an entry in the tree: nobody finds the entry from it without the salt. */
export async function commitment(salt, entry) {
  const key = await crypto.subtle.importKey('raw', salt, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, entry));
}

export const leafHash = (data) => sha256(Uint8Array.of(LEAF), data);

export const nodeHash = (left, right) => sha256(Uint8Array.of(NODE), left, right);

export function same(one, other) {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/** The largest power of two below n; for n of at least 2. Sizes reach beyond 32 bits. */
export function split(n) {
  let k = 1;
  while (k * 2 < n) {
    k *= 2;
  }
  return k;
}

/**
 * The root that an inclusion path leads to (RFC 9162, 2.1.3.2); null when the path has not the length of a path there.
 */
export async function rootOfInclusion(index, size, leaf, path) {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) {
    return null;
  }
  let node = index;
  let last = size - 1;
  let root = leaf;
  for (const hash of path) {
    if (last === 0) {
      return null;
    }
    if (node % 2 === 1 || node === last) {
      root = await nodeHash(hash, root);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      root = await nodeHash(root, hash);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? root : null;
}

/** Whether a tree continues an earlier one (RFC 9162, 2.1.4.2). */
export async function isConsistent(oldSize, oldRoot, newSize, newRoot, proof) {
  if (oldSize > newSize || oldSize < 0) {
    return false;
  }
  if (oldSize === newSize) {
    return proof.length === 0 && same(oldRoot, newRoot);
  }
  if (oldSize === 0) {
    return proof.length === 0;
  }
  const path = [...proof];
  if (split(oldSize + 1) === oldSize) {
    path.unshift(oldRoot);
  }
  if (path.length === 0) {
    return false;
  }
  let node = oldSize - 1;
  let last = newSize - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  let older = path[0];
  let newer = path[0];
  for (const hash of path.slice(1)) {
    if (last === 0) {
      return false;
    }
    if (node % 2 === 1 || node === last) {
      older = await nodeHash(hash, older);
      newer = await nodeHash(hash, newer);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      newer = await nodeHash(newer, hash);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(older, oldRoot) && same(newer, newRoot);
}

/**
 * The inclusion path of a leaf, from a tree whose hashes are read one by one.
 *
 * @param hashOf gives the hash of the leaves from `begin` to before `end`, of which `begin` is a multiple of the length's
 *     power of two
 */
export async function inclusionPath(index, size, hashOf) {
  const path = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + split(end - begin);
    if (index < middle) {
      path.unshift(await hashOf(middle, end));
      end = middle;
    } else {
      path.unshift(await hashOf(begin, middle));
      begin = middle;
    }
  }
  return path;
}

/** The proof that a tree of one size is the beginning of one of another (RFC 9162, 2.1.4.1). */
export async function consistencyProof(oldSize, newSize, hashOf) {
  if (oldSize === 0 || oldSize === newSize) {
    return [];
  }
  const proof = [];
  let begin = 0;
  let end = newSize;
  let whole = true;
  while (oldSize !== end) {
    const middle = begin + split(end - begin);
    if (oldSize <= middle) {
      proof.unshift(await hashOf(middle, end));
      end = middle;
    } else {
      proof.unshift(await hashOf(begin, middle));
      begin = middle;
      whole = false;
    }
  }
  if (!whole) {
    proof.unshift(await hashOf(begin, end));
  }
  return proof;
}
