import { Modal, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { coverageOf, type Category } from '#coverage';
import type { Schemas } from '../api/api.js';
import { SupplementDialog } from '../expenses/supplement-expense.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActButton, type BarAct } from '../ui/decision-bar.js';
import style from '../ui/ui.module.css';
import type { Deciding } from './deciding.js';
import { DeclineItem, HandOver } from './hand-over.js';
import { RecordConsent } from './record-consent.js';
import { AskReversal, useReversalRoom } from './reversal.js';
import { SplitExpense } from './split-expense.js';
import { itemOf } from './take-work-item.js';

type Detail = Schemas['ExpenseDetailDto'];
type Opened = 'list' | 'consent' | 'supplement' | 'split' | 'reverse' | 'decline' | 'hand-over';

const undecided = ['submitted', 'routed', 'in-review', 'information-requested'];

/** What is done less often: its act for the bar, and what it opens. */
export function useOtherActs({ expense, preview, openForm }: Deciding) {
  const { texts } = useApp();
  const t = texts.decisions;
  const [opened, setOpened] = useState<Opened | null>(null);
  const reversal = useReversal(expense, () => setOpened('reverse'));
  const split = useSplit(expense, () => setOpened('split'));
  const hands = useHands(expense, setOpened);
  const list: readonly BarAct[] = [
    ...(expense.state === 'in-review' && preview
      ? [
          {
            name: t.approveInFull,
            run: () => {
              setOpened(null);
              openForm('approve');
            },
          },
        ]
      : []),
    ...split,
    ...(undecided.includes(expense.state) ? [{ name: texts.consents.record, run: () => setOpened('consent') }] : []),
    ...hands,
    ...(expense.supplementRoom === null
      ? []
      : [{ name: texts.acts.supplement.ask, run: () => setOpened('supplement') }]),
    ...reversal,
  ];
  const act: readonly BarAct[] =
    list.length === 0
      ? []
      : [{ name: t.otherActs, press: '.', expanded: opened === 'list', run: () => setOpened('list') }];
  return { list, act, opened, isOpen: opened !== null, close: () => setOpened(null) };
}

/** Splitting a line in review, or why it cannot be. */
function useSplit(expense: Detail, run: () => void): readonly BarAct[] {
  const t = useApp().texts.acts.split;
  const user = useUser();
  if (expense.state !== 'in-review') return [];
  const never =
    coverageOf(expense.category as Category) === 'business-interruption' ||
    expense.supplements !== null ||
    expense.foreignBill !== null;
  const isHeld = itemOf(expense)?.assignee?.id === user.id || user.roles.includes('senior-adjuster');
  return [{ name: t.ask, why: never ? t.never : isHeld ? null : t.notHeld, run }];
}

/**
 * Asking for a reversal, by a senior-adjuster; what stands in its way is said once the ruling can no longer be undone.
 */
function useReversal(expense: Detail, run: () => void): readonly BarAct[] {
  const { texts, say } = useApp();
  const { decision, room } = useReversalRoom(expense);
  const isSenior = useUser().roles.includes('senior-adjuster');
  if (!isSenior || !decision || !room || room.asked) return [];
  return [{ name: texts.acts.reversal.ask, why: room.mayAsk || !room.why ? null : say(room.why), run }];
}

/** Declining what is offered to the reader; handing over, by a senior-adjuster. */
function useHands(expense: Detail, open: (opened: Opened) => void): readonly BarAct[] {
  const t = useApp().texts.acts.hand;
  const user = useUser();
  const item = itemOf(expense);
  if (!item || !undecided.includes(expense.state)) return [];
  const isOffered = item.state === 'offered' && item.assignee?.id === user.id;
  const isOpen = ['unassigned', 'offered', 'accepted'].includes(item.state);
  return [
    ...(isOffered ? [{ name: t.decline, run: () => open('decline') }] : []),
    ...(isOpen && user.roles.includes('senior-adjuster') ? [{ name: t.over, run: () => open('hand-over') }] : []),
  ];
}

/** More of an approved expense, entered by the insurer: nobody has to ask for what is theirs. */
function InsurerSupplement({
  of: expense,
  opened,
  onClose,
}: {
  readonly of: Detail;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { texts, format } = useApp();
  const { ask: title, lead, reason: label, done } = texts.acts.supplement;
  const most = expense.supplementRoom;
  if (most === null) return null;
  const words = { title, lead: lead(format.yen(most)), label, done };
  return <SupplementDialog of={expense} most={most} words={words} opened={opened} onClose={onClose} />;
}

export function OtherActs({
  of: expense,
  acts: { list, opened, close },
}: {
  readonly of: Detail;
  readonly acts: ReturnType<typeof useOtherActs>;
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  const item = itemOf(expense);
  return (
    <>
      <Modal
        opened={opened === 'list'}
        onClose={close}
        title={t.otherActs}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        <Stack gap="xs">
          {list.map((act, at) => (
            <div key={act.name}>
              <ActButton of={act} isFirst={at === 0} />
              {act.why && <p className={style.hint}>{act.why}</p>}
            </div>
          ))}
          <Link to="/cases/$id" params={{ id: expense.incidentId }}>
            {t.openCase}
          </Link>
        </Stack>
      </Modal>
      <RecordConsent of={expense} opened={opened === 'consent'} onClose={close} />
      <InsurerSupplement of={expense} opened={opened === 'supplement'} onClose={close} />
      {opened === 'split' && <SplitExpense of={expense} onClose={close} />}
      {opened === 'reverse' && <AskReversal of={expense} onClose={close} />}
      {opened === 'decline' && item && <DeclineItem of={item} onClose={close} />}
      {opened === 'hand-over' && <HandOver of={expense} onClose={close} />}
    </>
  );
}
