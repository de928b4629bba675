import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { filterTermOf } from '../../rules/container-filter.ts';
import { nameOfContainer } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import type { Tag } from '../../rules/tags.ts';
import { formatNumber } from '../../rules/units.ts';
import { containersInWords } from '../../rules/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { TagRow } from './tag-rows.ts';

/** Of more members than this only the first are named, and one link leads to all. */
const MOST_MEMBERS_NAMED = 3;
const FIRST_MEMBERS = 2;

const UNDER_WAY = { changing: 'saving', deleting: 'deleting' };

export interface TagActions {
  onEdit: (tag: Tag) => void;
  onDelete: (tag: Tag, row: HTMLTableRowElement | null) => void;
}

/** The columns of the table "Tags". */
export function tagColumns(actions: TagActions): Column<TagRow>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      primary: true,
      sortable: true,
      width: '18%',
      cell: ({ tag, underWay }) => (
        <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2 wrap-anywhere">
          <ContainersWith name={tag.name} title={`The containers that carry ${shownText(tag.name)}`}>
            {shownText(tag.name)}
          </ContainersWith>
          {underWay ? <Badge tone="accent">{UNDER_WAY[underWay]}</Badge> : null}
        </span>
      ),
    },
    { key: 'note', header: 'Note', sortable: true, cell: (row) => <Note row={row} /> },
    {
      key: 'containers',
      header: 'Containers',
      align: 'end',
      sortable: true,
      width: '7rem',
      cell: ({ members }) => formatNumber(members.length),
    },
    { key: 'members', header: 'Members', width: '33%', cell: (row) => <Members row={row} /> },
    {
      key: 'actions',
      header: 'Actions',
      headerHidden: true,
      align: 'end',
      width: '8.5rem',
      cell: (row) => <Actions row={row} {...actions} />,
    },
  ];
}

function ContainersWith({ name, title, children }: { name: string; title?: string; children: ReactNode }) {
  return (
    <Link to="/containers" search={{ filter: filterTermOf('tag', name) }} title={title} className="link">
      {children}
    </Link>
  );
}

function Note({ row: { note, noteFailed } }: { row: TagRow }) {
  if (note === '') return null;
  // One line: notes arrive after the rows, which must not move then. The whole note stands in the edit.
  if (note !== undefined) {
    return (
      <span className="block min-w-0 truncate" title={shownText(note)}>
        {shownText(note)}
      </span>
    );
  }
  if (!noteFailed) return <Skeleton className="h-3 w-24" />;
  return (
    <span className="text-muted" title="The API did not show it. Edit the tag to try again.">
      not read
    </span>
  );
}

function Members({ row: { tag, members } }: { row: TagRow }) {
  if (members.length === 0) return <span className="text-muted">none</span>;
  const areMany = members.length > MOST_MEMBERS_NAMED;
  const named = areMany ? members.slice(0, FIRST_MEMBERS) : members;
  return (
    <span className="wrap-anywhere">
      {named.map((container, index) => (
        <span key={container.uid}>
          {index > 0 ? ', ' : null}
          <Link to="/containers/$uid" params={{ uid: String(container.uid) }} className="link">
            {nameOfContainer(container)}
          </Link>
        </span>
      ))}
      {areMany ? (
        <>
          , <ContainersWith name={tag.name}>all {containersInWords(members.length)}</ContainersWith>
        </>
      ) : null}
    </span>
  );
}

function Actions({ row: { tag, underWay }, onEdit, onDelete }: TagActions & { row: TagRow }) {
  const whyNot = underWay && (underWay === 'deleting' ? 'It is being deleted' : 'It is being saved');
  return (
    <span className="-mr-2 inline-flex gap-1">
      <Button
        variant="quiet"
        size="small"
        className="cards:min-h-11"
        aria-label={`Edit ${shownText(tag.name)}`}
        disabledReason={whyNot}
        onClick={() => onEdit(tag)}
      >
        Edit
      </Button>
      <Button
        variant="quiet"
        size="small"
        className="cards:min-h-11"
        aria-label={`Delete ${shownText(tag.name)}`}
        disabledReason={whyNot}
        onClick={(event) => onDelete(tag, event.currentTarget.closest('tr'))}
      >
        Delete
      </Button>
    </span>
  );
}
