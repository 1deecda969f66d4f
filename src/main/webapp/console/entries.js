// The list of entries, newest first, a page at a time: never more than somebody asked for.

import { ask } from './api.js';
import { h, say } from './dom.js';
import { clock, day, ruleWord, t, word } from './words.js';

const PAGE = 25;

export const outcomeWord = (code) => ({ PERMIT: t.permitted, PARTIAL: t.partial, DENY: t.refused })[code] ?? code;

export const pill = (code) => h('span', { class: `pill ${code.toLowerCase()}` }, outcomeWord(code));

/**
 * @param query what to ask the log for
 * @param nameOf the name of an organisation
 * @param hrefOf where an entry is opened
 */
export function entryList(query, nameOf, hrefOf, signal) {
  const body = h('tbody');
  const more = h('button', { type: 'button', class: 'button' }, t.more);
  const below = h('div', { class: 'below' });
  let count = 0;

  const row = (entry) => {
    const what = word('LogAction', entry.action);
    const who = entry.partner ? nameOf(entry.partner.code) : t.noPartner;
    const ground = entry.ground ? word('LegalGround', entry.ground) : entry.outcome === 'DENY' ? ruleWord(entry.rule) : '';
    return h('tr', { class: entry.flags.includes('BREAK_GLASS') ? 'glass' : null },
      h('td', { class: 'time' }, h('a', { href: hrefOf(entry.id), 'data-go': true },
        h('span', {}, clock(entry.recordedAt)), h('span', { class: 'faint' }, day(entry.recordedAt)), h('span', { class: 'quiet' }, t.open(`${what}, ${who}`)))),
      h('td', { class: 'what' }, h('span', {}, what), pill(entry.outcome)),
      h('td', { class: 'who' }, h('span', {}, who), h('span', { class: 'faint' }, entry.professional?.role ?? '')),
      h('td', { class: 'why' }, ground, entry.categories.length > 0 && h('span', { class: 'faint' }, entry.categories.map((code) => word('DataCategory', code)).join(', '))),
      h('td', { class: 'whom' }, entry.subject ? h('code', { title: entry.subject }, entry.subject.slice(0, 8)) : h('span', { class: 'faint' }, '–')));
  };

  async function load(cursor) {
    more.disabled = true;
    below.setAttribute('aria-busy', 'true');
    try {
      const page = await ask('/api/disclosures', { ...query, limit: PAGE, cursor }, signal);
      const rows = page.items.map(row);
      body.append(...rows);
      count += rows.length;
      more.onclick = () => load(page.next);
      below.replaceChildren(page.next ? more : h('p', { class: 'faint' }, count === 0 ? t.none : t.end));
      if (cursor) {
        rows[0]?.querySelector('a').focus();
        say(t.shown(count));
      }
    } finally {
      more.disabled = false;
      below.removeAttribute('aria-busy');
    }
  }

  const element = h('div', { class: 'list' },
    h('table', { class: 'entries' },
      h('caption', { class: 'quiet' }, `${t.list}, ${t.newest}`),
      h('thead', {}, h('tr', {}, [t.time, t.what, t.who, t.why, t.whom].map((title) => h('th', { scope: 'col' }, title)))),
      body),
    below);
  return { element, loaded: load(null) };
}
