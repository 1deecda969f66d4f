// Makes elements. Text is only ever text: nothing here reads markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const h = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);

export const s = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

export const $ = (id) => document.getElementById(id);

/** Tells people who listen to the page what changed. */
export function say(text) {
  const place = $('said');
  place.textContent = '';
  setTimeout(() => {
    place.textContent = text;
  }, 50);
}

/** A line of drawing, for the eye only. */
export const icon = (name) =>
  s('svg', { class: `icon ${name}`, viewBox: '0 0 20 20', 'aria-hidden': 'true', focusable: 'false' }, s('path', { d: ICONS[name] }));

const ICONS = {
  yes: 'M4 10.5l4 4 8-9',
  no: 'M5 5l10 10M15 5L5 15',
  open: 'M10 3.5v8M10 15.5v.5',
  wait: 'M10 5v5l3 2.5M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15',
  next: 'M7 4l6 6-6 6',
  back: 'M13 4l-6 6 6 6',
};
