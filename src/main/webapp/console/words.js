// Texts, codes, times and numbers in the reader's language.

import nl from './texts/nl.js';
import fr from './texts/fr.js';
import en from './texts/en.js';
import { text } from './api.js';

export const LANGUAGES = { nl: 'Nederlands', fr: 'Français', en: 'English' };
const TEXTS = { nl, fr, en };
const ZONE = 'Europe/Brussels';

/** The texts of the language that is spoken now. */
export let t = nl;
let codes = {};

/** The chosen language, else the browser's, else Dutch. */
export function languageOf(chosen) {
  const wished = [chosen, ...navigator.languages].map((tag) => (tag ?? '').slice(0, 2).toLowerCase());
  return wished.find((tag) => tag in LANGUAGES) ?? 'nl';
}

export async function use(language) {
  t = TEXTS[language];
  document.documentElement.lang = language;
  codes = JSON.parse(await text(`codes/${language}.json`));
}

/** What people see in place of a code. */
export const word = (list, code) => codes[list]?.[code] ?? code;

/** What a rule says that decided: of the policy, or a problem of the catalogue. */
export const ruleWord = (rule) => t.rules[rule] ?? codes.Problem?.[rule] ?? rule;

/** The codes of a list with their words. */
export const list = (name) => Object.entries(codes[name] ?? {});

const format = (options) => new Intl.DateTimeFormat(t.locale, { timeZone: ZONE, ...options });

export const number = (n) => new Intl.NumberFormat(t.locale).format(n);
export const day = (moment) => format({ day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(moment));
export const clock = (moment) => format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(moment));
export const when = (moment) =>
  format({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(moment));
export const exactly = (moment) =>
  format({
    weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3,
  }).format(new Date(moment));

/** A label of an axis that counts in such steps. */
export function tick(moment, step) {
  const options = { DAY: { day: 'numeric', month: 'short' }, MONTH: { month: 'short', year: 'numeric' } }[step];
  return format(options ?? { hour: '2-digit', minute: '2-digit' }).format(new Date(moment));
}

/** The parts of a moment as Brussels has it. */
export function inBrussels(moment) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).formatToParts(moment);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** What a field for a local time shows. */
export function localTime(moment) {
  const { year, month, day: date, hour, minute } = inBrussels(moment);
  return `${year}-${month}-${date}T${hour}:${minute}`;
}

/** The moment of a local time in Brussels; where a clock shows it twice, the earlier one. */
export function momentOf(local) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local)) {
    return null;
  }
  const asUtc = new Date(`${local.slice(0, 16)}Z`);
  for (const hours of [2, 1]) {
    const moment = new Date(asUtc.getTime() - hours * 3600e3);
    if (localTime(moment) === local.slice(0, 16)) {
      return moment;
    }
  }
  return new Date(asUtc.getTime() - 3600e3);
}

/** The beginnings of the periods from one moment to another, as Brussels counts them. */
export function periods(step, from, to) {
  const begins = [];
  const minutes = { MINUTE: 1, TEN_MINUTES: 10, HOUR: 60 }[step];
  if (minutes) {
    const length = minutes * 60e3;
    for (let at = Math.floor(from / length) * length; at < to; at += length) {
      begins.push(at);
    }
    return begins;
  }
  const { year, month, day: date } = inBrussels(from);
  let at = new Date(Date.UTC(Number(year), Number(month) - 1, step === 'MONTH' ? 1 : Number(date)));
  if (step === 'WEEK') {
    at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  }
  for (;;) {
    const begin = momentOf(`${at.toISOString().slice(0, 10)}T00:00`).getTime();
    if (begin >= to) {
      return begins;
    }
    begins.push(begin);
    if (step === 'MONTH') {
      at.setUTCMonth(at.getUTCMonth() + 1);
    } else {
      at.setUTCDate(at.getUTCDate() + (step === 'WEEK' ? 7 : 1));
    }
  }
}
