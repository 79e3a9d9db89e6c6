/** Sentences as pieces. */

/** The sentence with a service's name in bold, wherever it stands as a word of its own. */
export function emphasize(sentence, name) {
  if (!name) {
    return [sentence];
  }
  const parts = [];
  let from = 0;
  for (let at = sentence.indexOf(name); at >= 0; at = sentence.indexOf(name, at + name.length)) {
    if (isWord(sentence, at, at + name.length)) {
      parts.push(sentence.slice(from, at), ['b', '', name]);
      from = at + name.length;
    }
  }
  parts.push(sentence.slice(from));
  return parts.filter((part) => part !== '');
}

function isWord(sentence, from, to) {
  const letter = /[\p{L}\p{N}_-]/u;
  return !(from > 0 && letter.test(sentence[from - 1])) && !(to < sentence.length && letter.test(sentence[to]));
}

const NAMES = { _OTHER: 'unknown names', _CONSOLE: 'the console' };

/** Who it is: the hub counts names that never were registered as one, and what Try it sends as another. */
export function nameWords(name) {
  return NAMES[name] ?? name;
}

/** At most `length` characters, the end cut off. */
export function shorten(words, length) {
  const letters = [...words];
  return letters.length <= length ? words : `${letters.slice(0, length - 1).join('')}…`;
}

const REFUSALS = {
  DUPLICATE_SERVICE_REGISTRATION: 'the name is taken by one that lives',
  SERVICE_NAME_MISSING: 'it gave no serviceName',
  SERVICE_NAME_INVALID: 'its name cannot be one',
  SERVICE_NAME_BLOCKED: 'the name is blocked',
  'Unsupported protocol version': 'its Engine.IO is not version 4',
  'Transport unknown': 'neither polling nor websocket',
  Forbidden: 'its origin may not connect',
  draining: 'the hub stops',
};

/** Why a handshake was refused, in words; the hub's reason is a code, a bound that is reached, or words already. */
export function refusalWords(reason) {
  if (reason.includes('=')) {
    return `no room, ${reason}`;
  }
  return REFUSALS[reason] ?? (/^[A-Z_]+$/.test(reason) ? reason.toLowerCase().replaceAll('_', ' ') : reason);
}
