// Signed notes, checkpoints and keys of a log (C2SP signed-note, tlog-checkpoint, tlog-cosignature). Pure.

import { sha256 } from './merkle.js';

const ED25519 = 0x01;
const COSIGNATURE = 0x04;
const DASH = '\u2014';
const utf8 = new TextEncoder();

export function bytes(base64) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) {
    throw new SyntaxError('no base64');
  }
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

export function base64(data) {
  return btoa(String.fromCharCode(...data));
}

const hex = (data) => Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A signed note: its text, with the line feed that ends it, and its signatures. */
export function parseNote(note) {
  const middle = note.lastIndexOf('\n\n');
  if (middle < 0 || !note.endsWith('\n')) {
    throw new SyntaxError('no signed note');
  }
  const text = note.slice(0, middle + 1);
  const signatures = note
    .slice(middle + 2, -1)
    .split('\n')
    .map((line) => {
      const [dash, name, blob, ...more] = line.split(' ');
      if (dash !== DASH || !name || !blob || more.length > 0) {
        throw new SyntaxError('no signature line');
      }
      const data = bytes(blob);
      if (data.length < 5) {
        throw new SyntaxError('no signature');
      }
      return { name, id: hex(data.slice(0, 4)), signature: data.slice(4) };
    });
  return { text, signatures };
}

/** What a checkpoint says: which log, how many leaves, which root. */
export function parseCheckpoint(note) {
  const { text, signatures } = parseNote(note);
  const [origin, size, root] = text.split('\n');
  if (!origin || !/^(?:0|[1-9][0-9]{0,15})$/.test(size ?? '') || root === undefined) {
    throw new SyntaxError('no checkpoint');
  }
  const hash = bytes(root);
  if (hash.length !== 32 || !Number.isSafeInteger(Number(size))) {
    throw new SyntaxError('no checkpoint');
  }
  return { origin, size: Number(size), root: hash, text, signatures };
}

/** A key as one line: name, id, and after its kind the 32 bytes of an Ed25519 key. */
export async function parseKey(line) {
  const [, name, id, blob] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line.trim()) ?? [];
  const data = bytes(blob ?? '');
  if (!name || data.length !== 33 || (data[0] !== ED25519 && data[0] !== COSIGNATURE)) {
    throw new SyntaxError('no key of a kind that is known here');
  }
  const hash = await sha256(utf8.encode(name + '\n'), data);
  if (hex(hash.slice(0, 4)) !== id) {
    throw new SyntaxError('the id of the key is not that of the key');
  }
  return { name, id, kind: data[0], key: data.slice(1) };
}

/** Whether this browser has Ed25519 in WebCrypto: Chrome 137, Firefox 130, Safari 17. */
export async function hasEd25519() {
  try {
    await crypto.subtle.importKey('raw', new Uint8Array(32), { name: 'Ed25519' }, false, ['verify']);
    return true;
  } catch (refused) {
    return refused.name === 'DataError';
  }
}

async function verifies(key, signature, message) {
  const imported = await crypto.subtle.importKey('raw', key.key, { name: 'Ed25519' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'Ed25519' }, imported, signature, message);
}

/** Whether that key signed the note itself. */
export async function isSignedBy(key, { text, signatures }) {
  for (const one of signatures) {
    if (one.name === key.name && one.id === key.id && key.kind === ED25519 && one.signature.length === 64) {
      if (await verifies(key, one.signature, utf8.encode(text))) {
        return true;
      }
    }
  }
  return false;
}

/** When a witness says that it saw the checkpoint, in seconds since 1970; null when it did not sign it. */
export async function cosignedAt(key, { text, signatures }) {
  for (const one of signatures) {
    if (one.name !== key.name || one.id !== key.id || key.kind !== COSIGNATURE || one.signature.length !== 72) {
      continue;
    }
    const time = new DataView(one.signature.buffer, one.signature.byteOffset, 8).getBigUint64(0);
    const message = utf8.encode(`cosignature/v1\ntime ${time}\n${text}`);
    if (await verifies(key, one.signature.slice(8), message)) {
      return Number(time);
    }
  }
  return null;
}
