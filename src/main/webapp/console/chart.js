// Entries over time, as bars; a part of it can be chosen by dragging or with the arrow keys.

import { h, s } from './dom.js';
import { number, periods, t, tick, when } from './words.js';

const HEIGHT = 168;
const TOP = 10;
const BOTTOM = 26;
const DAY = 86400e3;

/** What the axis counts in, by how much it shows. */
const AXIS = [['TEN_MINUTES', DAY / 8], ['HOUR', 1.5 * DAY], ['DAY', 150 * DAY], ['MONTH', Infinity]];
const KINDS = ['permitted', 'partial', 'denied'];

const all = (entries) => KINDS.reduce((sum, kind) => sum + entries[kind], 0);

/**
 * @param summary as the gateway counted it, of the whole frame
 * @param frame the period that is shown
 * @param chosen the part of it that is chosen
 * @param choose is called with the part that somebody chose; with null for the whole
 */
export function chart(summary, frame, chosen, choose) {
  const from = frame.from.getTime();
  const to = frame.to.getTime();
  const begins = periods(summary.step, from, to);
  const counted = new Map(summary.times.map((period) => [Date.parse(period.at), period.entries]));
  const most = Math.max(4, ...summary.times.map((period) => all(period.entries)));
  const edges = [...begins.map((begin) => Math.max(begin, from)), to];
  const part = { from: Math.max(chosen.from.getTime(), from), to: Math.min(chosen.to.getTime(), to) };
  const total = all(summary.total);

  const drawing = s('svg', { class: 'chart', role: 'group', 'aria-label': t.chart(total), height: HEIGHT });
  const box = h('div', { class: 'chart-box' }, drawing);
  let width = 0;
  let shade = null;
  let grips = null;

  const x = (moment) => ((moment - from) / (to - from)) * width;
  const y = (n) => TOP + (1 - n / most) * (HEIGHT - TOP - BOTTOM);
  const nearest = (position) => {
    const moment = from + (position / width) * (to - from);
    return edges.reduce((best, edge) => (Math.abs(edge - moment) < Math.abs(best - moment) ? edge : best));
  };
  const isWhole = () => part.from <= from && part.to >= to;
  const settle = () => choose(isWhole() ? null : { from: new Date(part.from), to: new Date(part.to) });

  function draw() {
    drawing.replaceChildren(axis(), bars(), brush());
    drawing.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
    drawing.setAttribute('width', width);
    place();
  }

  function axis() {
    const lines = [most, most / 2].map((n) => Math.round(n)).map((n) => [
      s('line', { class: 'grid', x1: 0, x2: width, y1: y(n), y2: y(n) }),
      s('text', { class: 'grid-label', x: width, y: y(n) - 4, 'aria-hidden': 'true' }, number(n)),
    ]);
    const step = AXIS.find(([, longest]) => to - from <= longest)[0];
    const marks = periods(step, from, to).filter((mark) => mark >= from && x(mark) < width - 44);
    const every = Math.max(1, Math.ceil(marks.length / Math.max(2, Math.floor(width / 84))));
    const labels = marks
      .filter((mark, i) => i % every === 0)
      .map((mark) => [
        s('line', { class: 'notch', x1: x(mark), x2: x(mark), y1: y(0), y2: y(0) + 5 }),
        s('text', { class: 'tick', x: x(mark), y: HEIGHT - 4, 'aria-hidden': 'true' }, tick(mark, step)),
      ]);
    return s('g', {}, lines, s('line', { class: 'ground', x1: 0, x2: width, y1: y(0) + 0.5, y2: y(0) + 0.5 }), labels);
  }

  function bars() {
    return s('g', { 'aria-hidden': 'true' }, begins.map((begin, i) => {
      const entries = counted.get(begin);
      if (!entries) {
        return null;
      }
      const left = x(edges[i]);
      const wide = x(edges[i + 1]) - left;
      const gap = wide > 6 ? 1.5 : wide > 3 ? 0.6 : 0;
      let low = 0;
      return KINDS.filter((kind) => entries[kind] > 0).map((kind) => {
        const bottom = y(low);
        low += entries[kind];
        const top = Math.min(y(low), bottom - 1.5);
        return s('rect', { class: kind, x: left + gap / 2, y: top, width: Math.max(1, wide - gap), height: bottom - top },
          s('title', {}, `${when(begin)}: ${KINDS.map((name) => `${wordOf(name)} ${number(entries[name])}`).join(', ')}`));
      });
    }));
  }

  function brush() {
    shade = ['before', 'after'].map(() => s('rect', { class: 'shade', y: 0, height: HEIGHT - BOTTOM + 1 }));
    grips = ['from', 'to'].map((end) => {
      const grip = s('g', { class: 'grip', tabindex: 0, role: 'slider', 'aria-label': t.handle[end], 'aria-orientation': 'horizontal' },
        s('rect', { class: 'grip-area', x: -14, y: 0, width: 28, height: HEIGHT - BOTTOM }),
        s('line', { y1: 0, y2: HEIGHT - BOTTOM }),
        s('rect', { class: 'grip-knob', x: -5, y: (HEIGHT - BOTTOM) / 2 - 15, width: 10, height: 30, rx: 5 }));
      grip.addEventListener('keydown', (event) => press(event, end));
      grip.addEventListener('pointerdown', (event) => drag(event, end));
      return grip;
    });
    const area = s('rect', { class: 'area', x: 0, y: 0, width, height: HEIGHT - BOTTOM });
    area.addEventListener('pointerdown', (event) => drag(event, null));
    return s('g', {}, shade, area, grips);
  }

  /** Puts shades and handles where the chosen part is. */
  function place() {
    const left = x(part.from);
    const right = x(part.to);
    set(shade[0], { x: 0, width: Math.max(0, left) });
    set(shade[1], { x: right, width: Math.max(0, width - right) });
    grips.forEach((grip, i) => {
      const end = i === 0 ? 'from' : 'to';
      set(grip, {
        transform: `translate(${Math.min(width - 5, Math.max(5, i === 0 ? left : right))} 0)`,
        'aria-valuemin': 0, 'aria-valuemax': edges.length - 1,
        'aria-valuenow': indexOf(part[end]), 'aria-valuetext': when(part[end]),
      });
    });
  }

  const indexOf = (moment) => edges.reduce((best, edge, i) => (Math.abs(edge - moment) < Math.abs(edges[best] - moment) ? i : best), 0);

  function move(end, index) {
    const limited = end === 'from'
      ? Math.max(0, Math.min(index, indexOf(part.to) - 1))
      : Math.min(edges.length - 1, Math.max(index, indexOf(part.from) + 1));
    part[end] = edges[limited];
    place();
  }

  let waiting = null;
  function press(event, end) {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    const index = { Home: 0, End: edges.length - 1 }[event.key] ?? (steps ? indexOf(part[end]) + steps : null);
    if (event.key === 'Escape' && !isWhole()) {
      part.from = from;
      part.to = to;
      place();
    } else if (index === null) {
      return;
    } else {
      move(end, index);
    }
    event.preventDefault();
    clearTimeout(waiting);
    waiting = setTimeout(settle, 600);
  }

  function drag(event, grip) {
    if (event.button !== 0) {
      return;
    }
    event.preventDefault();
    const left = drawing.getBoundingClientRect().left;
    const at = (pointer) => Math.min(width, Math.max(0, pointer.clientX - left));
    const start = at(event);
    const before = { ...part };
    const fixed = grip === null ? nearest(start) : grip === 'from' ? part.to : part.from;
    let moved = false;
    const follow = (pointer) => {
      moved ||= Math.abs(at(pointer) - start) > 3;
      const edge = nearest(at(pointer));
      if (moved && edge !== fixed) {
        part.from = Math.min(fixed, edge);
        part.to = Math.max(fixed, edge);
        place();
      }
    };
    const end = (pointer) => {
      drawing.removeEventListener('pointermove', follow);
      drawing.removeEventListener('pointerup', end);
      drawing.removeEventListener('pointercancel', end);
      if (moved && pointer.type === 'pointerup') {
        settle();
      } else {
        Object.assign(part, before);
        place();
      }
    };
    drawing.setPointerCapture(event.pointerId);
    drawing.addEventListener('pointermove', follow);
    drawing.addEventListener('pointerup', end);
    drawing.addEventListener('pointercancel', end);
  }

  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width > 0 && Math.abs(contentRect.width - width) > 0.5) {
      width = contentRect.width;
      draw();
    }
  }).observe(box);

  return h('div', {}, box, legend(summary), table(summary));
}

const wordOf = (kind) => ({ permitted: t.permitted, partial: t.partial, denied: t.refused })[kind];

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
}

function legend({ total, step }) {
  return h('ul', { class: 'legend' },
    KINDS.map((kind) => h('li', {}, h('span', { class: `swatch ${kind}` }), wordOf(kind), ' ', h('b', {}, number(total[kind])))),
    h('li', { class: 'faint' }, t.step[step]));
}

/** The same for who would rather read it. */
function table({ times }) {
  return h('details', { class: 'as-table' }, h('summary', {}, t.asTable),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t.asTable },
      h('table', {},
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t.time), KINDS.map((kind) => h('th', { scope: 'col', class: 'n' }, wordOf(kind))))),
        h('tbody', {}, times.map(({ at, entries }) =>
          h('tr', {}, h('th', { scope: 'row' }, when(at)), KINDS.map((kind) => h('td', { class: 'n' }, number(entries[kind])))))))));
}
