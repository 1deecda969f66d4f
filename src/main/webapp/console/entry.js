// One entry, opened: what was decided and why, and its proof.

import { ask } from './api.js';
import { h, icon, say } from './dom.js';
import { outcomeWord, pill } from './entries.js';
import { proofBox } from './proof.js';
import { exactly, ruleWord, t, when, word } from './words.js';

const categories = (codes) => (codes ?? []).map((code) => word('DataCategory', code)).join(', ');

/**
 * The dialog of an entry.
 *
 * @param only where all entries with one thing in common are shown
 * @param closed is called when somebody closes it
 */
export function entryDialog(id, { nameOf, only, closed }) {
  const inside = h('div', { class: 'sheet-body' }, h('p', {}, t.loading));
  const dialog = h('dialog', { class: 'sheet', 'aria-labelledby': 'entry-title' },
    h('header', {}, h('h2', { id: 'entry-title' }, t.entry),
      h('button', { type: 'button', class: 'round', 'aria-label': t.close, onclick: () => dialog.close() }, icon('no'))),
    inside);
  dialog.addEventListener('close', closed);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
  ask(`/api/disclosures/${encodeURIComponent(id)}`).then(
    (opened) => inside.replaceChildren(...content(opened, nameOf, only)),
    (refused) => inside.replaceChildren(h('p', { class: 'alert', role: 'alert' }, refused.message)),
  );
  return dialog;
}

function content(opened, nameOf, only) {
  const entry = JSON.parse(opened.entry);
  const link = (condition, value) => value && h('a', { href: only(condition), 'data-go': true, class: 'only' }, t.onlyThis);
  const line = (title, ...value) => {
    const given = value.flat().filter((part) => part !== null && part !== undefined && part !== '' && part !== false);
    return given.length > 0 && h('div', {}, h('dt', {}, title), h('dd', {}, given));
  };
  const { partner, professional, external } = entry;
  return [
    h('p', { class: 'lead' }, pill(entry.outcome), ' ', h('b', {}, word('LogAction', entry.action)), h('br'), exactly(entry.recordedAt)),
    proofBox(opened),
    h('section', {}, h('h3', {}, t.who), h('dl', {},
      line(t.partner, partner ? nameOf(partner.code) : t.noPartner, partner && h('span', { class: 'faint' }, word('PartnerKind', partner.kind)), link({ partner: partner?.code }, partner)),
      line(t.person, professional?.id && h('code', {}, professional.id), professional?.role),
      line(t.purpose, entry.purpose && word('Purpose', entry.purpose)),
      line(t.subject, entry.subject && h('code', { class: 'long' }, entry.subject), link({ subject: entry.subject }, entry.subject)),
      line(t.referral, entry.referral && h('code', { class: 'long' }, entry.referral), link({ referral: entry.referral }, entry.referral)),
      line(t.document, entry.document && h('code', { class: 'long' }, entry.document)),
      line(t.vk, entry.vk && nameOf(entry.vk)),
      line(t.search, entry.filter && h('code', { class: 'long' }, entry.filter)))),
    h('section', {}, h('h3', {}, t.decision), h('dl', {},
      line(t.ground, entry.ground && word('LegalGround', entry.ground)),
      line(t.article, opened.article),
      line(t.rule, rule(entry.rule)),
      line(t.policy, entry.policyVersion),
      line(t.consent, entry.consent && h('code', { class: 'long' }, entry.consent)),
      line(t.given, categories(entry.categories)),
      line(t.withheld, categories(entry.withheld))),
      entry.decisions?.length > 0 && rulings(entry.decisions)),
    external && h('section', {}, h('h3', {}, t.outside), h('dl', {},
      line(t.what, word('DisclosureWay', external.way)),
      line(t.who, external.recipient && nameOf(external.recipient.code), external.authority, link({ recipient: external.recipient?.code }, external.recipient)),
      line(t.time, external.occurredAt && when(external.occurredAt)))),
    h('section', {}, h('h3', {}, t.request), h('dl', {},
      line(t.request, entry.requestId && h('code', { class: 'long' }, entry.requestId)),
      line(t.token, entry.token && h('code', { class: 'long' }, entry.token)),
      line(t.address, entry.address && h('code', {}, entry.address)),
      line(t.flags, (entry.flags ?? []).map((flag) => h('code', { class: 'flag' }, flag))))),
    raw(opened),
  ];
}

const rule = (code) => [h('code', {}, code), ruleWord(code) === code ? '' : h('span', { class: 'faint' }, ` ${ruleWord(code)}`)];

const rulings = (decisions) =>
  h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t.decision },
    h('table', {},
      h('thead', {}, h('tr', {}, [t.outcome, t.rule, t.ground, t.categories].map((title) => h('th', { scope: 'col' }, title)))),
      h('tbody', {}, decisions.map((one) => h('tr', {},
        h('td', {}, outcomeWord(one.permit ? 'PERMIT' : 'DENY')),
        h('td', {}, rule(one.rule)),
        h('td', {}, one.ground ? word('LegalGround', one.ground) : '–'),
        h('td', {}, categories(one.categories)))))));

function raw({ entry }) {
  const copy = h('button', { type: 'button', class: 'button small', onclick: async () => {
    await navigator.clipboard.writeText(entry);
    say(t.copied);
  } }, t.copy);
  return h('details', { class: 'raw' }, h('summary', {}, t.raw), h('pre', { tabindex: 0 }, entry), copy);
}
