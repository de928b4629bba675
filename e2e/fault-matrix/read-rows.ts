/** The cells of the reads. */
import type { ReadName } from './endpoints.ts';
import type { ReadExpectation, ReadRow } from './expectation.ts';

/** A read without an answer is repeated so often before it is said to have failed. */
const REPEATED = 3;

const failed = (says: readonly string[], asked = 1): ReadExpectation => ({ outcome: 'failed', says, asked });
const shown = (...says: string[]): ReadExpectation => ({ outcome: 'shown', says, asked: 1 });

const NO_ANSWER =
  'No readable answer came: the network is down, or the API cannot be reached or failed. Nothing was changed. Check the connection, then try again.';
const NOT_SHOWN = 'The API refused to show it';
const MALFORMED = 'is not what the API promises';
const TELL = 'Nothing was changed. Try again, and tell your supplier if it stays.';

/** The cells of what a page, or a part of one, shows. `title` begins what is said of every failure. */
function loaded(title: string, endpoint: string, badRow: ReadExpectation): ReadRow {
  const noAnswer = failed([title, NO_ANSWER], 1 + REPEATED);
  const malformed = failed([title, `The answer to ${endpoint} ${MALFORMED}. ${TELL}`]);
  return {
    refused: failed([
      title,
      `${NOT_SHOWN} (403 Forbidden): it does not exist or is not yours. Nothing was changed. Check the address, or ask your supplier.`,
    ]),
    unauthorized: failed([title, 'The password was refused. Nothing was changed. Try again once you are signed in.']),
    'too-large': failed([
      title,
      `${NOT_SHOWN} (413 Request entity too large). Nothing was changed. Try again, or ask your supplier.`,
    ]),
    'server-error': noAnswer,
    'cut-before': noAnswer,
    'cut-after': noAnswer,
    'broken-off': noAnswer,
    silent: failed([title, 'No answer came within 15 s. Nothing was changed. Try again in a moment.']),
    html: malformed,
    'wrong-shape': malformed,
    'bad-row': badRow,
    empty: malformed,
    redirect: noAnswer,
    'ok-with-error': failed([
      title,
      `${NOT_SHOWN} (200 Conflict). Nothing was changed. Try again, or ask your supplier.`,
    ]),
  };
}

const missing = (where: string, title = '1 row is missing here') =>
  shown(title, `The API sent what the panel cannot read: ${where}. Nothing was changed.`);

const NOT_THE_API = failed([
  'This is not a uwsgi.it API.',
  'but not as the API does',
  'You are not signed in. Check the URL: it mostly ends in /api.',
]);
const UNREADABLE = failed([
  'Nothing readable answers at this URL.',
  'cannot be reached, is not the API URL, or does not allow',
  'You are not signed in. Check the URL and your connection.',
]);

/** The same sentence for every failure, at the field that misses it. */
function atField(says: readonly string[], badRow: readonly string[]): ReadRow {
  const once = failed(says);
  const often = failed(says, 1 + REPEATED);
  return {
    refused: once,
    unauthorized: once,
    'too-large': once,
    'server-error': often,
    'cut-before': often,
    'cut-after': often,
    'broken-off': often,
    silent: once,
    html: once,
    'wrong-shape': once,
    'bad-row': shown(...badRow),
    empty: once,
    redirect: often,
    'ok-with-error': once,
  };
}

/** A use that nobody waits for: read once, and what is not known is said to be not known. */
function usage(): ReadRow {
  const unknown = failed(['It is not known how much', 'Look before you shrink.']);
  return {
    refused: unknown,
    unauthorized: unknown,
    'too-large': unknown,
    'server-error': unknown,
    'cut-before': unknown,
    'cut-after': unknown,
    'broken-off': unknown,
    silent: unknown,
    html: unknown,
    'wrong-shape': unknown,
    // The newest of the good points.
    'bad-row': shown('of its 8'),
    empty: unknown,
    redirect: unknown,
    'ok-with-error': unknown,
  };
}

const CONTAINER = 'Could not load container 30001';

export const READ_ROWS: Record<ReadName, ReadRow> = {
  'GET me, to sign in': {
    refused: NOT_THE_API,
    unauthorized: failed([
      'Wrong username or password.',
      'answered and refused them. You are not signed in. Check both, then try again.',
    ]),
    'too-large': NOT_THE_API,
    'server-error': UNREADABLE,
    'cut-before': UNREADABLE,
    'cut-after': UNREADABLE,
    'broken-off': UNREADABLE,
    silent: failed(['The API does not answer.', 'within 15 s. You are not signed in. Check the URL, then try again.']),
    html: NOT_THE_API,
    'wrong-shape': NOT_THE_API,
    'bad-row': missing('GET me, row 3, field servers', '2 rows are missing here'),
    empty: NOT_THE_API,
    redirect: UNREADABLE,
    'ok-with-error': NOT_THE_API,
  },
  'GET me': loaded(
    'Could not load your servers',
    'GET me',
    missing('GET me, row 3, field servers', '2 rows are missing here'),
  ),
  'GET containers': loaded(
    'Could not load your containers',
    'GET containers',
    missing('GET containers, row 5, field uid'),
  ),
  'GET containers/UID': {
    ...loaded(
      CONTAINER,
      'GET containers/30001',
      failed([CONTAINER, `The answer to GET containers/30001 ${MALFORMED} at uid. ${TELL}`]),
    ),
    refused: failed(['Not your container']),
  },
  'GET distros': atField(
    ['The distros could not be loaded. Nothing was changed. Reload the page to try again.'],
    ['1 distro is missing here: the API sent what the panel cannot read.'],
  ),
  'GET tags': loaded('Could not load your tags', 'GET tags', missing('GET tags, row 4, field id')),
  'GET tags/ID': loaded(
    'Could not load the tag prod',
    'GET tags/1',
    failed(['Could not load the tag prod', `The answer to GET tags/1 ${MALFORMED} at id. ${TELL}`]),
  ),
  'GET portmappings/IP': loaded(
    'Could not load the port mappings of 1.2.3.4',
    'GET portmappings/1.2.3.4',
    missing('GET portmappings/1.2.3.4, row 3, field id'),
  ),
  'GET metrics/container.NAME/UID': usage(),
};
