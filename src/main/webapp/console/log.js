// The state of the log, checked here: its signature, and that it continues what this browser has seen. Only checkpoints are
// remembered: they tell nothing about anybody.

import { binary, text } from './api.js';
import { consistencyProof, isConsistent, same } from './merkle.js';
import { cosignedAt, hasEd25519, isSignedBy, parseCheckpoint, parseKey } from './note.js';
import { tileReader } from './tiles.js';

const MEMORY = 'schakel.checkpoint ';

/** Where a log of an epoch is. */
export const logPath = (epoch) => (epoch > 0 ? `/log/${epoch}/` : '/log/');

/**
 * What was found of a log.
 *
 * @property signed 'yes', 'no', or 'cannot' where the browser lacks Ed25519
 * @property past 'first', 'same', 'continues', 'rewound', 'forked' or 'unsigned' (what is remembered has no good signature)
 * @property before the checkpoint that was remembered
 */
async function examine(epoch) {
  const path = logPath(epoch);
  const [note, lines, registered] = await Promise.all([text(`${path}checkpoint`), text(`${path}vkeys`), text('/log/witnesses')]);
  const checkpoint = parseCheckpoint(note);
  const keys = await Promise.all(lines.trim().split('\n').map(parseKey));
  const witnessKeys = await Promise.all(registered.split('\n').filter(Boolean).map(parseKey));
  const able = await hasEd25519();
  const key = able ? await signer(keys, checkpoint) : null;
  const hashOf = tileReader(checkpoint.size, (tile) => binary(path + tile));
  const signed = able ? (key ? 'yes' : 'no') : 'cannot';
  const memory = await compare(checkpoint, keys, able, hashOf);
  if (signed !== 'no' && ['first', 'same', 'continues'].includes(memory.past)) {
    remember(checkpoint.origin, note);
  }
  return { epoch, note, checkpoint, keys, witnessKeys, key: key ?? keys[0], signed, hashOf, ...memory };
}

const known = new Map();

/** The state of a log; the same one for a few seconds, so that a page asks once. */
export function stateOf(epoch, { anew = false } = {}) {
  const kept = known.get(epoch);
  if (!anew && kept && Date.now() - kept.at < 15e3) {
    return kept.state;
  }
  const state = examine(epoch);
  known.set(epoch, { at: Date.now(), state });
  state.catch(() => known.delete(epoch));
  return state;
}

/** Every epoch of the log, the newest last, each with what was found of it. */
export async function allStates(options) {
  const { epochs } = JSON.parse(await text('/log/epochs'));
  return Promise.all(epochs.map(async (one) => ({ ...one, state: await stateOf(one.epoch, options) })));
}

/** The key among these that signed; null when none did. The name of a key is that of the log. */
async function signer(keys, checkpoint) {
  for (const key of keys) {
    if (key.name === checkpoint.origin && (await isSignedBy(key, checkpoint))) {
      return key;
    }
  }
  return null;
}

async function compare(checkpoint, keys, able, hashOf) {
  const note = remembered(checkpoint.origin);
  if (!note) {
    return { past: 'first', before: null };
  }
  const before = parseCheckpoint(note);
  const found = (past) => ({ past, before });
  if (able && !(await signer(keys, before))) {
    return found('unsigned');
  }
  if (checkpoint.size < before.size) {
    return found('rewound');
  }
  if (checkpoint.size === before.size) {
    return found(same(checkpoint.root, before.root) ? 'same' : 'forked');
  }
  const proof = await consistencyProof(before.size, checkpoint.size, hashOf);
  const holds = await isConsistent(before.size, before.root, checkpoint.size, checkpoint.root, proof);
  return found(holds ? 'continues' : 'forked');
}

function remembered(origin) {
  try {
    return localStorage.getItem(MEMORY + origin);
  } catch {
    return null;
  }
}

function remember(origin, note) {
  try {
    localStorage.setItem(MEMORY + origin, note);
  } catch {
    // A browser that keeps nothing sees the log for the first time each time, and says so
  }
}

export function forget(origin) {
  localStorage.removeItem(MEMORY + origin);
  known.clear();
}

export const isAlarm = ({ signed, past }) => signed === 'no' || ['rewound', 'forked', 'unsigned'].includes(past);

/**
 * The registered witnesses under a checkpoint. What others signed says nothing here: nobody knows them.
 *
 * @property at in seconds since 1970, as the witness signed it; null when its signature is not good or could not be checked
 */
export async function witnesses({ checkpoint, witnessKeys, signed }) {
  const under = witnessKeys.filter((key) => checkpoint.signatures.some(({ name, id }) => name === key.name && id === key.id));
  return Promise.all(under.map(async (key) => ({ name: key.name, at: signed === 'cannot' ? null : await cosignedAt(key, checkpoint) })));
}
