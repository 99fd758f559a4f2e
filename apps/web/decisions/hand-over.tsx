import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { Shown } from '../ui/shown.js';
import { useKept } from '../ui/use-kept.js';
import { itemOf } from './take-work-item.js';

type Detail = Schemas['ExpenseDetailDto'];
type Item = Detail['workItems'][number];
type Adjuster = Schemas['AdjusterDto'];

/** Gives back what was offered to the reader. */
export function DeclineItem({ of: item, onClose }: { readonly of: Item; readonly onClose: () => void }) {
  const { texts } = useApp();
  const t = texts.acts.hand;
  const tell = useNotice();
  const decline = useAct('post', '/work-items/{id}/decline');
  return (
    <ActDialog
      onClose={onClose}
      title={t.decline}
      lead={t.declineLead}
      label={texts.decisions.declineReason}
      keep={`decline ${item.id}`}
      doing={decline}
      send={(reason) =>
        decline.send({ path: { id: item.id }, version: item.version, body: { reason } }, () => tell(t.declined))
      }
    />
  );
}

/** Gives an item to a person, or has it routed again. */
export function HandOver({ of: expense, onClose }: { readonly of: Detail; readonly onClose: () => void }) {
  const { texts } = useApp();
  const t = texts.acts.hand;
  const tell = useNotice();
  const reassign = useAct('post', '/work-items/{id}/reassign');
  // the item that was looked at: another person may take it meanwhile
  const [item] = useState(itemOf(expense));
  const adjusters = useRead('/incidents/{id}/adjusters', { path: { id: expense.incidentId } });
  const chosen = useKept(`hand-over to ${expense.id}`, '');
  if (!item) return null;
  const offered = offeredOf(adjusters.data?.items ?? [], item);
  // who was chosen before may be off duty now: then nobody is, as the field says
  const to = offered.some(({ id }) => id === chosen.value) ? chosen.value : '';
  return (
    <ActDialog
      onClose={onClose}
      title={t.over}
      lead={t.overLead}
      label={texts.decisions.handOverReason}
      keep={`hand-over ${item.id}`}
      doing={reassign}
      isHeld={adjusters.isPending || !chosen.ready}
      send={async (reason) => {
        // who was chosen is not known while nobody is shown
        if (!adjusters.data) return undefined;
        return reassign.send(
          { path: { id: item.id }, version: item.version, body: { reason, ...(to === '' ? {} : { assigneeId: to }) } },
          ({ assignee }) => {
            chosen.clear();
            tell(to !== '' ? t.done : assignee ? t.assignedTo(assignee.name) : t.unassigned);
          },
        );
      }}
    >
      <Shown of={adjusters}>{() => <Receivers of={offered} value={to} onChange={chosen.change} />}</Shown>
    </ActDialog>
  );
}

/** Who is on duty, has the skill and does not have the item already. */
const offeredOf = (adjusters: readonly Adjuster[], item: Item): readonly Adjuster[] =>
  adjusters.filter(
    ({ id, onDuty, skills }) => onDuty && id !== item.assignee?.id && skills.some(({ lane }) => lane === item.lane),
  );

function Receivers({
  of: offered,
  value,
  onChange,
}: {
  readonly of: readonly Adjuster[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const { texts, say } = useApp();
  const t = texts.acts.hand;
  return (
    <NativeSelect
      label={t.to}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t.anybody },
        ...offered.map(({ id, name, skills }) => ({
          value: id,
          label: t.person(
            name,
            skills.map(({ laneJa, laneEn }) => say({ textJa: laneJa, textEn: laneEn })).join(t.between),
          ),
        })),
      ]}
    />
  );
}
