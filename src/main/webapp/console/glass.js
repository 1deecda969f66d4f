// Windows of break-glass and what their review found, for the data protection officer.

import { ask, Refused } from './api.js';
import { h } from './dom.js';
import { t, when, word } from './words.js';

const PAGE = 10;

export function windowList(nameOf, signal) {
  const list = h('ul', { class: 'windows' });
  const below = h('div', { class: 'below' });
  const element = h('section', {}, h('h2', {}, t.glass.head), list, below);

  async function load(cursor) {
    try {
      const page = await ask('/api/break-glass', { limit: PAGE, cursor }, signal);
      list.append(...page.items.map((one) => card(one, nameOf)));
      const more = h('button', { type: 'button', class: 'button', onclick: () => load(page.next) }, t.glass.more);
      below.replaceChildren(page.next ? more : list.childElementCount === 0 ? h('p', { class: 'faint' }, t.glass.none) : '');
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.status !== 403) {
        throw refused;
      }
      below.replaceChildren(h('p', { class: 'note' }, t.glass.officer));
    }
  }
  return { element, loaded: load(null) };
}

function card(one, nameOf) {
  const { review } = one;
  const state = review ? review.verdict.toLowerCase() : one.overdue ? 'overdue' : 'open';
  const said = review ? word('ReviewVerdict', review.verdict) : one.overdue ? t.glass.overdue(when(one.reviewDue)) : t.glass.due(when(one.reviewDue));
  return h('li', { class: `window ${state}` },
    h('div', { class: 'window-head' }, h('b', {}, nameOf(one.partner)), h('span', { class: 'faint' }, one.role)),
    h('p', {}, word('BreakGlassReason', one.reason)),
    h('dl', {},
      h('div', {}, h('dt', {}, t.glass.opened), h('dd', {}, when(one.openedAt))),
      h('div', {}, h('dt', {}, t.glass.until), h('dd', {}, when(one.until))),
      h('div', {}, h('dt', {}, t.glass.children), h('dd', {}, String(one.opened))),
      h('div', {}, h('dt', {}, t.glass.review), h('dd', {}, h('span', { class: `verdict ${state}` }, said))),
      review && h('div', {}, h('dt', {}, t.recorded), h('dd', {}, when(review.at))),
      review && h('div', {}, h('dt', {}, ''), h('dd', { class: 'faint' }, review.told ? t.glass.told : t.glass.notTold))));
}
