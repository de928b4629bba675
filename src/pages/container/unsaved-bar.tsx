import { curlOfEdit } from '../../rules/curl.ts';
import { currentConnection } from '../../session/session.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FootBar } from '../../ui/foot-bar.tsx';
import { RestoredWords } from '../shared/restored-draft.tsx';
import { listed, rebootInWords } from './sections.ts';
import type { ContainerSave } from './use-container-save.ts';

/** What is changed anywhere on the page and not saved yet, in sight wherever the page is scrolled to. */
export function UnsavedBar({ edit }: { edit: ContainerSave }) {
  const { container, keys, change, newTags, busy, failure, draft } = edit;
  if (keys.length === 0) return null;
  const problem = failure?.place === 'bar' ? failure.problem : undefined;
  return (
    <FootBar aria-label="Unsaved changes" className="flex flex-col gap-3 py-3">
      {problem && <Alert title={problem.title}>{problem.detail}</Alert>}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 grow basis-64 wrap-anywhere">
          <span className="font-medium">Unsaved: {listed(keys)}</span>{' '}
          <span className="text-muted">
            {rebootInWords(edit)} {draft.isRestored && <RestoredWords hadSecrets={edit.hadSecrets} />}
          </span>
        </p>
        <div className="flex flex-wrap gap-2">
          <Button
            variant="primary"
            size="small"
            busy={busy}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void edit.save('bar')}
          >
            Save all
          </Button>
          <Button size="small" disabledReason={busy ? 'Under way' : undefined} onClick={edit.discard}>
            Discard changes
          </Button>
          <CopyButton
            size="small"
            label="Copy as curl"
            name="Copy as curl: unsaved changes"
            text={() => curlOfEdit(currentConnection(), container.uid, { change, newTags })}
          />
        </div>
      </div>
    </FootBar>
  );
}
