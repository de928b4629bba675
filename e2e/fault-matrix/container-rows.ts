/** The cells of the writes to containers. */
import type { WriteName } from './endpoints.ts';
import { cannotTell, done, judgedByRead, notDone, type WriteRow } from './expectation.ts';

const CREATED = ['Created argus (30005)'];
const CREATION_UNKNOWN = [
  'It is not known whether argus was created',
  'The request was sent, no answer tells what became of it, and argus is not in the list of 1.2.3.4.',
  'It was not sent again, because a container cannot be deleted.',
  'Look again, or create it again if you are sure that it is not there.',
];

const CREATION: WriteRow = {
  ...judgedByRead({
    done: CREATED,
    refused: [
      'The API refused without a reason, which mostly means that 1.2.3.4 is not yours (any more). Nothing was created. Choose another server.',
    ],
    unauthorized: ['The password was refused, so nothing was created. Press Create container again.'],
    tooLarge: [
      'The API refused (Request entity too large). Nothing was created. Change the request or ask your supplier.',
    ],
    okWithError: ['The API refused (Conflict). Nothing was created. Change the request or ask your supplier.'],
    unknown: CREATION_UNKNOWN,
  }),
  // The browser's repetition makes a twin: it is shown, and one can be kept.
  'cut-after': {
    outcome: 'done-twice',
    says: [
      '2 containers match what you asked for',
      'the browser sent it again by itself, as browsers do when a connection dies',
      'argus (30005)',
      'argus (30006)',
    ],
    sent: 1,
    effect: 2,
  },
};

/** Whatever became of it, the container is there, and its page asks for what it does not have. */
const NOT_SET_YET = [
  'Not set yet',
  'This was wanted of the container, and it does not have it: note “hundred eyes”, distro Jessie64, 1 SSH key. It is kept in this tab.',
];

const SECOND_STEP = judgedByRead({
  done: CREATED,
  refused: NOT_SET_YET,
  unauthorized: NOT_SET_YET,
  tooLarge: NOT_SET_YET,
  okWithError: NOT_SET_YET,
  unknown: NOT_SET_YET,
});

const PASSWORD = 'The password was refused, so nothing was changed. Press the button again.';
const SAME_AGAIN = 'Save again: setting the same value twice does no harm.';

/** The cells of a save on the container's page. `fields` as a refusal lists them, `shown` as a sentence does. */
function saved(save: { done: string; fields: string; unknown: string; after?: string }): WriteRow {
  const { fields, unknown, after = SAME_AGAIN } = save;
  return judgedByRead({
    done: [save.done],
    refused: [
      'Not saved',
      `The API refused the change (Forbidden). Not changed: ${fields}. Check that the container is still yours.`,
    ],
    unauthorized: ['Not saved', PASSWORD],
    tooLarge: [
      'Not saved',
      `The API refused the change (Request entity too large). Not changed: ${fields}. It takes 65,536 bytes at once: shorten what is sent.`,
    ],
    okWithError: [
      'Not saved',
      `The API refused the change (Conflict). Not changed: ${fields}. Try again, or ask your supplier.`,
    ],
    unknown: [
      'Not known whether it was saved',
      `The API gave no readable answer. The container does not show the new ${unknown}. ${after}`,
    ],
  });
}

/** The cells of a link or an unlink of hydra and medusa. */
function linked(link: {
  done: string;
  notDone: string;
  unknown: string;
  kind: 'link' | 'unlink';
  shown: string;
}): WriteRow {
  const { kind } = link;
  return judgedByRead({
    done: [link.done],
    refused: [
      link.notDone,
      `The API refused the change (Forbidden). Not done: ${kind}. Check that the container is still yours.`,
    ],
    unauthorized: [link.notDone, PASSWORD],
    tooLarge: [
      link.notDone,
      `The API refused the change (Request entity too large). Not done: ${kind}. It takes 65,536 bytes at once: shorten what is sent.`,
    ],
    okWithError: [
      link.notDone,
      `The API refused the change (Conflict). Not done: ${kind}. Try again, or ask your supplier.`,
    ],
    unknown: [link.unknown, `The API gave no readable answer. ${link.shown} Try again: doing it twice does no harm.`],
  });
}

const REBOOTS = ['hydra reboots'];
const NOT_REBOOTED = 'hydra was not rebooted';
const REBOOT_UNKNOWN = [
  'It is not known whether hydra reboots',
  'No readable answer came, and the API does not show whether this was done. Look at the container itself before you do it again.',
];

/** No read shows a reboot, so its answer alone decides, and one that does not prove it proves nothing. */
const REBOOT: WriteRow = {
  ...judgedByRead({
    done: REBOOTS,
    refused: [
      NOT_REBOOTED,
      'The API refused the change (Forbidden). Not done: reboot. Check that the container is still yours.',
    ],
    unauthorized: [NOT_REBOOTED, PASSWORD],
    tooLarge: [
      NOT_REBOOTED,
      'The API refused the change (Request entity too large). Not done: reboot. It takes 65,536 bytes at once: shorten what is sent.',
    ],
    okWithError: [
      NOT_REBOOTED,
      'The API refused the change (Conflict). Not done: reboot. Try again, or ask your supplier.',
    ],
    unknown: REBOOT_UNKNOWN,
  }),
  // Its own repetition reboots it once more; that it reboots is what is said.
  'cut-after': { ...done(REBOOTS), effect: 2 },
  'broken-off': cannotTell(REBOOT_UNKNOWN, 1),
  silent: cannotTell(REBOOT_UNKNOWN, 1),
  'wrong-shape': cannotTell(REBOOT_UNKNOWN, 1),
  'bad-row': cannotTell(REBOOT_UNKNOWN, 1),
  empty: cannotTell(REBOOT_UNKNOWN, 1),
  'server-error-after': cannotTell(REBOOT_UNKNOWN, 1),
  // The API says that it was not done, and nothing can contradict it: a repetition of a reboot is not answered so.
  'refused-after': {
    ...notDone([
      NOT_REBOOTED,
      'The API refused the change (Forbidden). Not done: reboot. Check that the container is still yours.',
    ]),
    effect: 1,
  },
};

type ContainerWrite = Extract<WriteName, `POST containers${string}`>;

export const CONTAINER_ROWS: Record<ContainerWrite, WriteRow> = {
  'POST containers': CREATION,
  'POST containers/UID, as the second step of a creation': SECOND_STEP,
  'POST containers/UID, sizes': saved({
    done: 'Saved memory of hydra',
    fields: 'memory',
    unknown: 'memory',
    after:
      'It answers like this when the server has no room for what is asked: containers of other customers may take it. Ask for less than 9,000 MB of memory, or save again if the network failed.',
  }),
  'POST containers/UID, name and note': saved({
    done: 'Saved name and note of lerna',
    fields: 'name, note',
    unknown: 'name and note',
  }),
  'POST containers/UID, tags': saved({ done: 'Saved tags of hydra', fields: 'tags', unknown: 'tags' }),
  'POST containers/UID, SSH keys': saved({ done: 'Saved SSH keys of hydra', fields: 'SSH keys', unknown: 'SSH keys' }),
  'POST containers/UID, distro': saved({ done: 'Saved distro of hydra', fields: 'distro', unknown: 'distro' }),
  'POST containers/UID, link': linked({
    kind: 'link',
    done: 'hydra links to medusa',
    notDone: 'hydra was not linked to medusa',
    unknown: 'It is not known whether hydra links to medusa',
    shown: 'The container does not show the link.',
  }),
  'POST containers/UID, unlink': linked({
    kind: 'unlink',
    done: 'hydra no longer links to medusa',
    notDone: 'hydra was not unlinked from medusa',
    unknown: 'It is not known whether hydra still links to medusa',
    shown: 'The container still shows the link.',
  }),
  'POST containers/UID, reboot': REBOOT,
};
