// What the page shows stands in its address, so that it can be kept, sent and gone back to. Pure but for `go`.

const HOUR = 3600e3;
const DAY = 24 * HOUR;

/** How much time the chart can show. */
export const SPANS = { '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY, '1y': 366 * DAY, '5y': 5 * 366 * DAY };

export const VIEWS = ['all', 'glass', 'denied', 'asked', 'proof'];
export const FILTERS = ['partner', 'recipient', 'ground', 'outcome', 'action', 'subject', 'referral'];
const KNOWN = ['lang', 'view', 'span', 'from', 'to', 'entry', ...FILTERS];

/** What each view looks for beside the filters. */
export const FIXED = {
  all: {},
  glass: { ground: 'G9_VITAL' },
  denied: { outcome: 'DENY' },
  asked: { action: 'LOOK_UP' },
  proof: {},
};

const moment = (text) => (text && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : null);

export function parsePlace(search) {
  const given = new URLSearchParams(search);
  const place = {};
  for (const name of KNOWN) {
    const value = given.get(name)?.trim();
    if (value) {
      place[name] = value;
    }
  }
  place.view = VIEWS.includes(place.view) ? place.view : 'all';
  place.span = place.span in SPANS ? place.span : '7d';
  for (const end of ['from', 'to']) {
    place[end] = moment(place[end]);
  }
  if (place.from && place.to && place.from >= place.to) {
    place.to = null;
  }
  return place;
}

export function addressOf(place) {
  const query = new URLSearchParams();
  for (const name of KNOWN) {
    const usual = (name === 'view' && place.view === 'all') || (name === 'span' && place.span === '7d');
    if (place[name] && !usual) {
      query.set(name, place[name]);
    }
  }
  const text = query.toString();
  return text ? `?${text}` : location.pathname;
}

/** What to ask the log for: the filters, and those that the view itself stands for. */
export function conditions(place) {
  const found = {};
  for (const name of FILTERS) {
    const value = FIXED[place.view][name] ?? place[name];
    if (value) {
      found[name] = value;
    }
  }
  return found;
}

/**
 * The period that the chart shows: the span that ends now, or a longer or earlier one where the chosen part would not lie in
 * it.
 */
export function frame(place, now) {
  let to = new Date(Math.ceil(now.getTime() / 60e3) * 60e3);
  let length = SPANS[place.span];
  const from = place.from ? new Date(place.from) : null;
  if (from && from < new Date(to - length)) {
    const end = place.to ? new Date(place.to) : to;
    const needed = Object.values(SPANS).find((span) => span >= end - from);
    if (needed && end < new Date(to - length)) {
      to = end;
      length = Math.max(length, needed);
    } else {
      length = Object.values(SPANS).find((span) => from >= new Date(to - span)) ?? to - from;
    }
  }
  return { from: new Date(to - length), to };
}

/** The part of it that the list and the figures are about. */
export function chosen(place, now) {
  const shown = frame(place, now);
  return {
    from: place.from ? new Date(place.from) : shown.from,
    to: place.to ? new Date(place.to) : shown.to,
  };
}
