// The page: reads its address, asks the gateway, and shows what it was told.

import { ask, speak, whoLooks } from './api.js';
import { breakdown } from './breakdown.js';
import { chart } from './chart.js';
import { $, h, icon, s, say } from './dom.js';
import { entryDialog } from './entry.js';
import { entryList } from './entries.js';
import { filterForm, tags } from './filters.js';
import { windowList } from './glass.js';
import { integrity } from './integrity.js';
import { allStates, isAlarm } from './log.js';
import { addressOf, chosen, conditions, frame, parsePlace, SPANS, VIEWS } from './place.js';
import { LANGUAGES, languageOf, number, t, use, when, word } from './words.js';

const WIDE = matchMedia('(min-width: 60rem)');

let place = parsePlace(location.search);
let language = null;
let shown = null;
let leaving = new AbortController();
const names = new Map();

const nameOf = (code) => names.get(code) ?? code;
const hrefOf = (change) => addressOf({ ...place, entry: null, ...change });

function go(change, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', addressOf({ ...place, ...change }));
  return render();
}

async function render() {
  place = parsePlace(location.search);
  const wished = languageOf(place.lang);
  if (wished !== language) {
    language = wished;
    speak(language);
    await use(language);
    shown = null;
  }
  frameOfPage();
  const { entry, ...rest } = place;
  const what = JSON.stringify(rest);
  if (what !== shown) {
    shown = what;
    await content();
  }
  entrySheet(entry);
}

function frameOfPage() {
  document.title = `${t.view[place.view]} · ${t.title} · Schakel`;
  $('skip').textContent = t.skip;
  $('foot').replaceChildren(h('p', {}, t.foot));
  const link = (view) => h('a', { href: addressOf({ lang: place.lang, view, span: place.span, from: place.from, to: place.to }), 'data-go': true, 'aria-current': place.view === view ? 'page' : null }, t.view[view]);
  const tongue = (tag) => h('a', { href: addressOf({ ...place, lang: tag }), 'data-go': true, lang: tag, hreflang: tag, 'aria-current': language === tag ? 'true' : null }, tag.toUpperCase(), h('span', { class: 'quiet' }, ` ${LANGUAGES[tag]}`));
  const bar = $('top');
  const chip = bar.querySelector('.chip') ?? h('a', { class: 'chip wait', 'data-go': true });
  chip.href = hrefOf({ view: 'proof' });
  const who = bar.querySelector('.looks') ?? h('p', { class: 'looks' });
  bar.replaceChildren(
    h('div', { class: 'bar' },
      h('a', { class: 'brand', href: addressOf({ lang: place.lang, view: 'all', span: '7d' }), 'data-go': true },
        mark(), h('span', {}, h('b', {}, 'Schakel'), h('span', {}, t.title))),
      h('div', { class: 'side' }, who, chip, h('nav', { class: 'tongues', 'aria-label': t.language }, Object.keys(LANGUAGES).map(tongue)))),
    h('nav', { class: 'views', 'aria-label': t.sections }, VIEWS.map(link)));
  const views = bar.querySelector('.views');
  const here = views.querySelector('[aria-current]');
  views.scrollLeft = here.offsetLeft - views.offsetLeft - (views.clientWidth - here.offsetWidth) / 2;
}

const mark = () => s('svg', { class: 'mark', viewBox: '0 0 40 40', 'aria-hidden': 'true' },
  s('path', { class: 'one', d: 'M24.5 20a9.5 9.5 0 1 1-4.2-7.9' }), s('path', { class: 'other', d: 'M15.5 20a9.5 9.5 0 1 1 4.2 7.9' }));

async function person() {
  const { name, organisation } = await whoLooks();
  document.querySelector('.looks').replaceChildren(h('b', {}, name), h('span', {}, organisation));
}

async function logState() {
  const chip = document.querySelector('.chip');
  const tell = (is, sign, words) => {
    chip.className = `chip ${is}`;
    chip.replaceChildren(icon(sign), h('span', {}, words));
  };
  tell('wait', 'wait', t.log.chipWait);
  try {
    const states = (await allStates()).map((one) => one.state);
    const state = states.at(-1);
    const alarm = states.some(isAlarm);
    tell(alarm ? 'bad' : state.signed === 'cannot' ? 'wait' : 'good', alarm ? 'no' : state.signed === 'cannot' ? 'open' : 'yes',
      alarm ? t.log.chipBad : state.signed === 'cannot' ? t.log.chipPart : t.log.chip(number(state.checkpoint.size)));
  } catch {
    tell('wait', 'open', t.log.unknown);
  }
}

function failure(problem, again) {
  return h('div', { class: 'alert', role: 'alert' },
    h('h2', {}, t.failed),
    h('p', {}, problem.status === 401 || problem.status === 400 && !problem.code ? t.denied401 : problem.message),
    problem.traceId && h('p', { class: 'faint' }, t.trace(problem.traceId)),
    h('button', { type: 'button', class: 'button', onclick: again }, t.retry));
}

async function content() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const main = $('content');
  const head = h('div', { class: 'page-head' }, h('h1', {}, t.view[place.view]), h('p', { class: 'lead' }, t.lead[place.view]));
  main.replaceChildren(head, h('p', { class: 'waiting' }, t.loading));
  try {
    const parts = place.view === 'proof' ? [integrity(() => { shown = null; render(); }).element] : await figures(signal);
    if (!signal.aborted) {
      main.replaceChildren(head, ...parts);
    }
  } catch (problem) {
    if (!signal.aborted) {
      main.replaceChildren(head, failure(problem, () => { shown = null; render(); }));
    }
    return;
  }
  person();
  logState();
}

async function figures(signal) {
  const now = new Date();
  const wide = frame(place, now);
  const part = chosen(place, now);
  const asked = conditions(place);
  const isWhole = !place.from && !place.to;
  const period = ({ from, to }) => ({ from: from.toISOString(), to: to.toISOString() });
  const count = (range) => ask('/api/disclosures/summary', { ...asked, ...period(range) }, signal);
  const [overview, selection] = await Promise.all([count(wide), isWhole ? null : count(part)]);
  const summary = selection ?? overview;
  for (const { key, name } of [...overview.partners, ...summary.partners]) {
    if (key && name) {
      names.set(key, name);
    }
  }
  const total = summary.total.permitted + summary.total.partial + summary.total.denied;
  const list = entryList({ ...asked, ...period(part) }, nameOf, (id) => addressOf({ ...place, entry: id }), signal);
  const windows = place.view === 'glass' ? windowList(nameOf, signal) : null;
  await Promise.all([list.loaded, windows?.loaded]);
  say(t.entries(total));

  const spans = h('div', { class: 'spans', role: 'group', 'aria-label': t.period }, Object.keys(SPANS).map((span) =>
    h('a', { href: hrefOf({ span, from: null, to: null }), 'data-go': true, 'aria-current': span === place.span ? 'true' : null }, t.span[span])));
  const group = (title, groups, name, listName) => breakdown(title, groups,
    (one) => (one.key ? (listName ? word(listName, one.key) : one.name ?? one.key) : name === 'partner' ? t.noPartner : t.noGround),
    (one) => (one.key && asked[name] !== one.key ? hrefOf({ [name]: one.key, ...(asked[name] && place[name] !== asked[name] ? { view: 'all' } : {}) }) : null),
    place[name]);
  return [
    windows?.element,
    h('details', { class: 'filter-box', open: WIDE.matches }, h('summary', {}, t.filters), filterForm(place, names, (given) => go({ ...given, entry: null }))),
    tags(place, nameOf, hrefOf),
    h('section', { class: 'card', 'aria-labelledby': 'when' },
      h('div', { class: 'card-head' },
        h('div', {}, h('h2', { id: 'when' }, t.entries(total)), h('p', { class: 'faint' }, t.until(when(part.from), when(part.to)))),
        spans),
      chart(overview, wide, part, (range) => go(range ? period(range) : { from: null, to: null })),
      h('p', { class: 'hint' }, isWhole ? t.choose : h('a', { href: hrefOf({ from: null, to: null }), 'data-go': true }, t.whole))),
    h('div', { class: 'breakdowns' },
      group(t.byPartner, summary.partners, 'partner', null),
      group(t.byGround, summary.grounds, 'ground', 'LegalGround'),
      group(t.byAction, summary.actions, 'action', 'LogAction')),
    h('section', { 'aria-labelledby': 'list' }, h('div', { class: 'card-head' }, h('h2', { id: 'list' }, place.view === 'glass' ? t.glass.entries : t.list), h('span', { class: 'faint' }, t.newest)), list.element),
  ].filter(Boolean);
}

let sheet = null;
let opener = null;

function entrySheet(id) {
  if (sheet && sheet.id === id) {
    return;
  }
  const closing = sheet;
  sheet = null;
  closing?.dialog.remove();
  if (!id) {
    if (closing && opener) {
      document.querySelector(`a[href="${CSS.escape(opener)}"]`)?.focus();
    }
    return;
  }
  opener = addressOf(place);
  const dialog = entryDialog(id, {
    nameOf,
    only: (condition) => addressOf({ lang: place.lang, view: 'all', span: place.span, from: place.from, to: place.to, ...condition }),
    closed: () => sheet?.dialog === dialog && go({ entry: null }),
  });
  sheet = { id, dialog };
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-go]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  event.preventDefault();
  const before = place.view;
  history.pushState(null, '', link.getAttribute('href'));
  render().then(() => {
    if (place.view !== before) {
      scrollTo(0, 0);
      $('content').focus({ preventScroll: true });
    }
  });
});

addEventListener('popstate', () => render());
render();
