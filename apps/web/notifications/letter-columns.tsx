import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { oldestFirst } from '../lists/use-order.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';

export type Letter = Schemas['LetterDto'];

export const byWriting = oldestFirst('written');

/** A letter in a list: what it is, whose, of which case and day. Its title opens its PDF. */
export function useLetterColumns(): readonly Column<Letter>[] {
  const { texts, format } = useApp();
  const t = texts.overview;
  return [
    {
      key: 'title',
      name: t.letterTitle,
      cell: ({ id, titleJa }) => (
        <a href={`/api/v1/letters/${id}/content`} target="_blank" rel="noreferrer" data-row>
          {titleJa}
          {texts.common.openInNewTab}
        </a>
      ),
      whole: ({ titleJa }) => titleJa,
    },
    { key: 'to', name: t.letterTo, width: 280, cell: ({ to }) => to, whole: ({ to }) => to },
    {
      key: 'case',
      name: texts.cases.caseNumber,
      width: 192,
      cell: ({ incidentId, caseNumber }) => (
        <Link to="/cases/$id" params={{ id: incidentId }}>
          {caseNumber}
        </Link>
      ),
    },
    { key: 'written', sort: 'written', name: t.writtenAt, width: 160, cell: ({ writtenAt }) => format.day(writtenAt) },
  ];
}
