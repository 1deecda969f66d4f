// The log as a whole: what it shows, who signed it, and what this browser remembers of it.

import { h } from './dom.js';
import { allStates, forget, isAlarm } from './log.js';
import { base64 } from './note.js';
import { past, seen, signature, stepList } from './proof.js';
import { number, t, when } from './words.js';

export function integrity(again) {
  const element = h('div', { class: 'integrity', 'aria-busy': 'true' }, h('p', {}, t.log.checking));
  const loaded = load().then(
    (parts) => element.replaceChildren(...parts),
    (failure) => element.replaceChildren(h('p', { class: 'alert', role: 'alert' }, t.proof.broken(failure.message))),
  ).finally(() => element.setAttribute('aria-busy', 'false'));

  async function load() {
    const [epochs, health] = await Promise.all([allStates({ anew: true }), healthOf().catch(() => null)]);
    const { state } = epochs.at(-1);
    const earlier = epochs.slice(0, -1).map((one) => one.state).filter(isAlarm);
    return [
      verdict(state, await seen(state)),
      await Promise.all(earlier.map(async (one) => verdict(one, await seen(one)))),
      facts(state),
      [...earlier, state].map((one) => memory(one, again)),
      epochs.length > 1 && epochList(epochs),
      health && witnessList(health, state.witnessKeys),
      health && healthList(health.filter(({ name }) => name !== WITNESSES)),
    ].flat().filter(Boolean);
  }
  return { element, loaded };
}

const line = (key) => `${key.name}+${key.id}+${base64(Uint8Array.of(key.kind, ...key.key))}`;

const WITNESSES = 'log-witnesses';

const healthOf = async () => {
  const response = await fetch('/health', { credentials: 'same-origin' });
  const { checks } = await response.json();
  return checks.filter(({ name }) => /log|ledger|witness|tree/i.test(name));
};

function verdict(state, witness) {
  const alarm = isAlarm(state) || witness.is === 'no';
  return h('section', { class: `proof ${alarm ? 'no' : state.signed === 'cannot' ? 'part' : 'yes'}`, role: alarm ? 'alert' : null },
    h('h2', {}, alarm ? t.log.chipBad : state.signed === 'cannot' ? t.log.chipPart : t.log.chip(number(state.checkpoint.size))),
    h('p', { class: 'faint' }, state.checkpoint.origin),
    stepList([signature(state), past(state), witness]));
}

function facts({ checkpoint, key, note }) {
  return h('section', {}, h('h2', {}, t.log.head), h('dl', { class: 'wide' },
    h('div', {}, h('dt', {}, t.log.origin), h('dd', {}, h('code', { class: 'long' }, checkpoint.origin))),
    h('div', {}, h('dt', {}, t.log.size), h('dd', {}, number(checkpoint.size))),
    h('div', {}, h('dt', {}, t.log.root), h('dd', {}, h('code', { class: 'long' }, base64(checkpoint.root)))),
    h('div', {}, h('dt', {}, t.log.key), h('dd', {}, h('code', { class: 'long' }, line(key)), h('p', { class: 'faint' }, t.log.compare)))),
    h('details', { class: 'raw' }, h('summary', {}, 'checkpoint'), h('pre', { tabindex: 0 }, note)));
}

function memory(state, again) {
  const { before, checkpoint } = state;
  return h('section', {}, h('h2', {}, t.log.memory),
    h('p', {}, before ? t.log.seen(number(before.size)) : t.log.memoryNone),
    isAlarm(state) && before && h('p', {},
      h('button', { type: 'button', class: 'button', onclick: () => { forget(checkpoint.origin); again(); } }, t.log.forget), ' ',
      h('span', { class: 'faint' }, t.log.forgetWhy)));
}

const epochList = (epochs) => h('section', {}, h('h2', {}, t.log.epochs),
  h('ul', { class: 'plain-list' }, epochs.map((one) => h('li', {}, t.log.epoch(one.epoch, one.openedAt ? when(one.openedAt) : '…'), one.statement && h('pre', { tabindex: 0 }, one.statement)))));

/** Who outside the gateway has seen the log: a name with the size it signed, and what is wrong with that. */
function witnessList(checks, keys) {
  const data = checks.find(({ name }) => name === WITNESSES)?.data ?? {};
  const names = Object.keys(data).filter((key) => !key.endsWith(':behind') && !key.endsWith(':conflict') && key !== 'unknown');
  const one = (name) => {
    const behind = data[`${name}:behind`];
    const conflict = data[`${name}:conflict`];
    const late = Number(behind) > 0;
    return h('li', {},
      h('span', { class: `pill ${conflict ? 'deny' : late ? 'partial' : 'permit'}` }, conflict ? t.log.alarm : late ? t.witness.behind(number(Number(behind))) : t.log.ok), ' ',
      h('b', {}, name), ' ', h('span', { class: 'faint' }, conflict ? t.witness.conflict(when(conflict)) : t.witness.signed(number(Number(data[name])))),
      keys.filter((key) => key.name === name).map((key) => h('code', { class: 'long' }, line(key))));
  };
  return h('section', {}, h('h2', {}, t.log.witnesses),
    names.length > 0 ? [h('p', { class: 'faint' }, t.log.compare), h('ul', { class: 'plain-list' }, names.map(one))] : h('p', { class: 'note' }, t.witness.none));
}

const healthList = (checks) => checks.length > 0 && h('section', {}, h('h2', {}, t.log.health),
  h('ul', { class: 'plain-list' }, checks.map(({ name, status, data }) => h('li', {},
    h('span', { class: `pill ${status === 'UP' ? 'permit' : 'deny'}` }, status === 'UP' ? t.log.ok : t.log.alarm), ' ', h('b', {}, name),
    data && h('dl', { class: 'wide' }, Object.entries(data).map(([key, value]) => h('div', {}, h('dt', {}, key), h('dd', {}, h('code', { class: 'long' }, String(value))))))))));
