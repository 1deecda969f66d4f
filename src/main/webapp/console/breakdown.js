// Who, on which ground and what for: the chosen entries in groups. Each is a link that shows only these.

import { h } from './dom.js';
import { number, t } from './words.js';

const FIRST = 7;
const all = ({ permitted, partial, denied }) => permitted + partial + denied;

/**
 * @param groups as the gateway counted them
 * @param nameOf what to call a group
 * @param hrefOf where its entries alone are shown; null for what cannot be asked for
 */
export function breakdown(title, groups, nameOf, hrefOf, chosen) {
  const most = Math.max(1, ...groups.map((group) => all(group.entries)));
  const row = (group) => {
    const { permitted, partial, denied } = group.entries;
    const n = all(group.entries);
    const bar = h('span', { class: 'share', 'aria-hidden': 'true' },
      Object.entries({ permitted, partial, denied }).filter(([, count]) => count > 0).map(([kind, count]) => {
        const piece = h('span', { class: kind });
        piece.style.width = `${(count / most) * 100}%`;
        return piece;
      }));
    const inside = [h('span', { class: 'name' }, nameOf(group)), h('span', { class: 'n' }, number(n)), denied > 0 && h('span', { class: 'quiet' }, `${t.refused} ${number(denied)}`), bar];
    const href = hrefOf(group);
    return h('li', {}, href
      ? h('a', { href, 'data-go': true, 'aria-current': group.key && group.key === chosen ? 'true' : null }, inside)
      : h('span', { class: 'row' }, inside));
  };
  const rest = groups.slice(FIRST);
  return h('section', { class: 'breakdown' },
    h('h3', {}, title),
    groups.length === 0 ? h('p', { class: 'faint' }, t.none) : h('ul', {}, groups.slice(0, FIRST).map(row)),
    rest.length > 0 && h('details', {}, h('summary', {}, `+ ${rest.length}`), h('ul', {}, rest.map(row))));
}
