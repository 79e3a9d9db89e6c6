/** What became of requests, in words and in order. Pure. */

const MOST = 50;
/** `late` is an answer all the same; what is one-way wants none. */
const WELL = new Set(['answered', 'late', 'one-way']);

/** What became of a request: `answered`, `waiting` or `failed`. */
export function kindOf(outcome) {
  if (outcome === 'waiting') {
    return 'waiting';
  }
  return WELL.has(outcome) ? 'answered' : 'failed';
}

/** Waiting ones first, the oldest of them at the top, then the newest; pure. */
export function inOrder(requests) {
  const waiting = requests.filter((request) => request.outcome === 'waiting').sort((a, b) => a.at - b.at);
  const done = requests.filter((request) => request.outcome !== 'waiting').sort((a, b) => b.at - a.at);
  return [...waiting, ...done].slice(0, MOST);
}

/** A code as words: `TARGET_SERVICE_NOT_FOUND` is `not found`. */
export function outcomeWords(outcome) {
  const known = {
    answered: 'ok',
    waiting: '› waiting',
    late: 'ok, late',
    TARGET_SERVICE_NOT_FOUND: '✕ not found',
    TARGET_SERVICE_LOST: '✕ lost',
    TARGET_SERVICE_OVERLOADED: '✕ overloaded',
    TOO_MANY_REQUESTS: '✕ too many',
    REQUEST_EXPIRED: '✕ expired',
    failed: '✕ error',
    'one-way': 'one way',
    'given-up': '✕ given up',
  };
  return known[outcome] ?? `✕ ${outcome.toLowerCase().replaceAll('_', ' ')}`;
}
