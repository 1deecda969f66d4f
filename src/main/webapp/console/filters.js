// The filters: a form above the figures, and those in force as tags that can be taken away.

import { h } from './dom.js';
import { FILTERS, FIXED } from './place.js';
import { list, localTime, momentOf, t, when, word } from './words.js';

const LISTS = { ground: 'LegalGround', outcome: 'LogOutcome', action: 'LogAction' };
const PARTNER = '[a-z0-9][a-z0-9\\-]{0,62}';
const PATTERNS = { partner: PARTNER, recipient: PARTNER, subject: '[A-Za-z0-9_\\-]{1,128}', referral: '[0-9a-fA-F\\-]{36}' };

/** How a filter's value is told. */
export function told(name, value, nameOf) {
  return LISTS[name] ? word(LISTS[name], value) : ['partner', 'recipient'].includes(name) ? nameOf(value) : value;
}

const free = (place) => FILTERS.filter((name) => !(name in FIXED[place.view]));

/**
 * @param partners the organisations that can be chosen from, by code
 * @param change is called with the filters that somebody set
 */
export function filterForm(place, partners, change) {
  const field = (name, title, control) => {
    control.id = `filter-${name}`;
    control.name = name;
    return h('div', { class: 'field' }, h('label', { for: control.id }, title), control);
  };
  const choice = (name) => {
    const select = h('select', {}, h('option', { value: '' }, t.any), list(LISTS[name]).map(([code, title]) => h('option', { value: code }, title)));
    select.value = place[name] ?? '';
    return select;
  };
  const words = (name) => {
    const input = h('input', { type: 'text', pattern: PATTERNS[name], autocomplete: 'off', spellcheck: 'false', list: PATTERNS[name] === PARTNER ? 'partners' : null });
    input.value = place[name] ?? '';
    return input;
  };
  const time = (name) => {
    const input = h('input', { type: 'datetime-local', step: 60 });
    input.value = place[name] ? localTime(new Date(place[name])) : '';
    return input;
  };
  const form = h('form', { class: 'filters', 'aria-label': t.filters, onsubmit: (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(form));
    for (const end of ['from', 'to']) {
      // A field shows minutes: what was chosen to the second stays when nobody touched it
      const shown = place[end] ? localTime(new Date(place[end])) : '';
      given[end] = given[end] === shown ? place[end] : momentOf(given[end])?.toISOString() ?? null;
    }
    change(given);
  } },
    field('from', t.from, time('from')),
    field('to', t.to, time('to')),
    free(place).map((name) => field(name, t[name], LISTS[name] ? choice(name) : words(name))),
    h('datalist', { id: 'partners' }, [...partners].map(([code, name]) => h('option', { value: code }, name))),
    h('div', { class: 'field' }, h('button', { type: 'submit', class: 'button strong' }, t.apply)));
  return form;
}

/** The filters in force. */
export function tags(place, nameOf, hrefOf) {
  const tag = (title, value, without) =>
    h('li', {}, h('a', { class: 'tag', href: hrefOf(without), 'data-go': true, title: t.remove(`${title} ${value}`) },
      h('span', {}, title), h('b', {}, value), h('span', { 'aria-hidden': 'true' }, '×')));
  const set = free(place).filter((name) => place[name]).map((name) => tag(t[name], told(name, place[name], nameOf), { [name]: null }));
  if (place.from || place.to) {
    set.unshift(tag(t.period, t.until(place.from ? when(place.from) : '…', place.to ? when(place.to) : '…'), { from: null, to: null }));
  }
  return set.length > 0 && h('ul', { class: 'tags', 'aria-label': t.filters }, set);
}
