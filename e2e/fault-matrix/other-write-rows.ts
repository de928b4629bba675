/** The cells of the writes to port mappings and tags. */
import type { WriteName } from './endpoints.ts';
import { judgedByRead, notDone, type WriteRow } from './expectation.ts';

const LOOK_AT_TABLE = 'Nothing was sent twice. Look at the table before you repeat it.';
const TABLE_UNKNOWN = `No answer proved it, and the table could not tell within 30 s. ${LOOK_AT_TABLE}`;
const TAGS_UNKNOWN = `No answer proved it, and the reads after it do not show it. ${LOOK_AT_TABLE}`;
const NO_SIGN_IN = 'The API no longer takes your sign-in. Sign in again, then repeat it.';
const ASK = 'Try again, or ask your supplier.';
const STANDS = 'The tag still stands, and its containers carry it.';

type OtherWrite = Exclude<WriteName, `POST containers${string}`>;

export const OTHER_WRITE_ROWS: Record<OtherWrite, WriteRow> = {
  'POST portmappings/IP': judgedByRead({
    done: ['Added tcp 9001.'],
    refused: [
      'tcp 9001 was not added.',
      'The API refused without a reason, and nothing was added. Usual causes: the container was moved to another server, the server is no longer yours, or the supplier reserves this port. Load the page again and compare.',
    ],
    unauthorized: ['tcp 9001 was not added.', NO_SIGN_IN],
    tooLarge: [
      'tcp 9001 was not added.',
      'The API refused (Request entity too large), and nothing was added. It takes 65,536 bytes at once: shorten what is sent.',
    ],
    okWithError: ['tcp 9001 was not added.', `The API refused (Conflict), and nothing was added. ${ASK}`],
    unknown: ['It is not known whether tcp 9001 was added.', TABLE_UNKNOWN],
  }),
  'DELETE portmappings/IP': judgedByRead({
    done: ['Deleted tcp 9000'],
    refused: [
      'tcp 9000 is still there',
      'tcp 9000 was not deleted. The API refused without a reason, and the mapping still stands. Try again, or ask your supplier.',
    ],
    unauthorized: ['tcp 9000 is still there', `tcp 9000 was not deleted. ${NO_SIGN_IN}`],
    tooLarge: [
      'tcp 9000 is still there',
      `tcp 9000 was not deleted. The API refused (Request entity too large), and the mapping still stands. ${ASK}`,
    ],
    okWithError: [
      'tcp 9000 is still there',
      `tcp 9000 was not deleted. The API refused (Conflict), and the mapping still stands. ${ASK}`,
    ],
    unknown: ['It is not known whether tcp 9000 was deleted', TABLE_UNKNOWN],
  }),
  'POST tags': judgedByRead({
    done: ['Created eu.'],
    refused: ['eu was not created.', `The API refused the tag eu (Forbidden). No tag was created. ${ASK}`],
    unauthorized: ['eu was not created.', 'The API no longer takes the password. No tag was created. Sign in again.'],
    tooLarge: [
      'eu was not created.',
      'The API refused the tag eu (Request entity too large). No tag was created. It takes 65,536 bytes at once: shorten what is sent.',
    ],
    okWithError: ['eu was not created.', `The API refused the tag eu (Conflict). No tag was created. ${ASK}`],
    unknown: ['It is not known whether eu was created.', TAGS_UNKNOWN],
  }),
  'POST tags/ID': {
    ...judgedByRead({
      done: ['Renamed prod to production'],
      refused: ['prod was not changed.', `The API refused the change (Forbidden). Not changed: name. ${ASK}`],
      unauthorized: [
        'prod was not changed.',
        'The API no longer takes the password. Not changed: name. Sign in again, then save again.',
      ],
      tooLarge: [
        'prod was not changed.',
        'The API refused the change (Request entity too large). Not changed: name. It takes 65,536 bytes at once: shorten what is sent.',
      ],
      okWithError: ['prod was not changed.', `The API refused the change (Conflict). Not changed: name. ${ASK}`],
      unknown: ['It is not known whether prod was changed.', TAGS_UNKNOWN],
    }),
    'ok-undone': notDone([
      'prod was not changed.',
      'The API took the change but does not show all of it. Not changed: name. Save again.',
    ]),
  },
  'DELETE tags/ID': judgedByRead({
    done: ['Deleted prod'],
    refused: ['prod was not deleted', `The API refused (Forbidden). ${STANDS} ${ASK}`],
    unauthorized: [
      'prod was not deleted',
      `The API no longer takes the password. ${STANDS} Sign in again, then delete it.`,
    ],
    tooLarge: ['prod was not deleted', `The API refused (Request entity too large). ${STANDS} ${ASK}`],
    okWithError: ['prod was not deleted', `The API refused (Conflict). ${STANDS} ${ASK}`],
    unknown: ['It is not known whether prod was deleted', TAGS_UNKNOWN],
  }),
};
