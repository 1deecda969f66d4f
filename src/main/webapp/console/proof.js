// Checks one entry against the signed tree, all of it here: what the gateway says of it is not believed.

import { h, icon } from './dom.js';
import { commitment, inclusionPath, leafHash, rootOfInclusion, same } from './merkle.js';
import { bytes } from './note.js';
import { isAlarm, stateOf, witnesses } from './log.js';
import { number, t, when } from './words.js';

/**
 * Every step of the check, in order; a step is `yes`, `no` or `open` (could not be checked).
 *
 * @param opened the entry, its salt and its place, as the gateway gave them
 */
export async function checked(opened) {
  if (opened.index === null || opened.index === undefined) {
    return { verdict: 'wait', steps: [] };
  }
  let state = await stateOf(opened.epoch ?? 0);
  if (opened.index >= state.checkpoint.size) {
    state = await stateOf(opened.epoch ?? 0, { anew: true });
  }
  const { checkpoint, hashOf } = state;
  if (opened.index >= checkpoint.size) {
    return { verdict: 'wait', steps: [] };
  }
  const leaf = await leafHash(await commitment(bytes(opened.salt), new TextEncoder().encode(opened.entry)));
  const isLeaf = same(leaf, await hashOf(opened.index, opened.index + 1));
  const path = await inclusionPath(opened.index, checkpoint.size, hashOf);
  const root = await rootOfInclusion(opened.index, checkpoint.size, leaf, path);
  const isIn = root !== null && same(root, checkpoint.root);
  const steps = [
    { is: isLeaf ? 'yes' : 'no', what: t.proof.leaf, how: isLeaf ? t.proof.leafHow(number(opened.index)) : t.proof.differs },
    { is: isIn ? 'yes' : 'no', what: t.proof.path, how: isIn ? t.proof.pathHow(path.length, number(checkpoint.size)) : t.proof.differs },
    signature(state),
    past(state),
    await seen(state),
  ];
  const bad = steps.some((step) => step.is === 'no');
  return { verdict: bad ? 'no' : state.signed === 'cannot' ? 'part' : 'yes', steps, state };
}

export function signature({ signed, key }) {
  const is = { yes: 'yes', no: 'no', cannot: 'open' }[signed];
  return { is, what: t.proof.sign, how: signed === 'cannot' ? t.proof.signNot : t.proof.signHow(key.name, key.id) };
}

export function past(state) {
  const before = state.before ? number(state.before.size) : '';
  const how = {
    first: () => t.proof.pastFirst,
    same: () => t.proof.pastSame(before),
    continues: () => t.proof.pastHow(before),
    rewound: () => t.proof.rewound(number(state.checkpoint.size), before),
    forked: () => t.proof.forked,
    unsigned: () => t.proof.keyGone,
  }[state.past]();
  const is = state.past === 'first' ? 'open' : isAlarm({ signed: 'yes', past: state.past }) ? 'no' : 'yes';
  return { is, what: t.proof.past, how };
}

export async function seen(state) {
  const who = await witnesses(state);
  if (who.length === 0) {
    return { is: 'open', what: t.proof.saw, how: t.proof.sawNone };
  }
  const names = who.map(({ name, at }) => (at ? `${name} (${when(at * 1000)})` : name)).join(', ');
  if (state.signed === 'cannot') {
    return { is: 'open', what: t.proof.saw, how: `${t.proof.sawNot} ${names}` };
  }
  const bad = who.filter(({ at }) => at === null).map(({ name }) => name).join(', ');
  return bad ? { is: 'no', what: t.proof.saw, how: `${t.proof.sawBad} ${bad}` } : { is: 'yes', what: t.proof.saw, how: `${t.proof.sawHow(who.length)} ${names}` };
}

export const stepList = (steps) =>
  h('ol', { class: 'steps' }, steps.map(({ is, what, how }) =>
    h('li', { class: is }, icon(is), h('div', {}, h('b', {}, what), h('p', {}, how)))));

/** The box in which an entry's proof appears. */
export function proofBox(opened) {
  const box = h('section', { class: 'proof', 'aria-live': 'polite', 'aria-busy': 'true' }, h('h3', {}, t.proof.head), h('p', {}, t.proof.running));
  const show = (verdict, title, ...rest) => {
    box.className = `proof ${verdict}`;
    box.setAttribute('aria-busy', 'false');
    const sign = { yes: 'yes', no: 'no', part: 'open', wait: 'wait' }[verdict];
    box.replaceChildren(h('h3', {}, icon(sign), title), ...rest);
  };
  checked(opened).then(
    ({ verdict, steps }) => {
      const more = verdict === 'wait' ? [] : [stepList(steps), h('p', { class: 'says' }, t.proof.says)];
      show(verdict, t.proof[verdict], ...more);
    },
    (failure) => show('part', t.proof.part, h('p', {}, t.proof.broken(failure.message))),
  );
  return box;
}
