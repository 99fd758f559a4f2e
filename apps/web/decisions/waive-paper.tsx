import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { Papers } from '../expenses/papers.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import style from '../ui/ui.module.css';

type Detail = Schemas['ExpenseDetailDto'];
type Paper = Detail['evidence']['needed'][number];

/** The papers that an expense needs; beside a missing one what a senior-adjuster can do without it. */
export function NeededPapers({ of: expense }: { readonly of: Detail }) {
  const { texts, say } = useApp();
  const t = texts.acts.waiver;
  const isSenior = useUser().roles.includes('senior-adjuster');
  const undecided = ['submitted', 'routed', 'in-review', 'information-requested'].includes(expense.state);
  const [waiving, setWaiving] = useState<Paper | null>(null);
  return (
    <>
      <Papers
        of={expense}
        short
        beside={(paper) =>
          isSenior &&
          undecided &&
          !paper.waived &&
          paper.receivedOn === null && (
            <Button
              className="no-print"
              size="compact-sm"
              variant="subtle"
              aria-label={t.ask(say({ textJa: paper.nameJa, textEn: paper.nameEn }))}
              onClick={() => setWaiving(paper)}
            >
              {t.short}
            </Button>
          )
        }
      />
      <Waivers of={expense} />
      {waiving && <WaivePaper of={waiving} expenseId={expense.id} onClose={() => setWaiving(null)} />}
    </>
  );
}

/** Asks why an expense is decided without a paper that it needs. */
function WaivePaper({
  of: paper,
  expenseId,
  onClose,
}: {
  readonly of: Paper;
  readonly expenseId: string;
  readonly onClose: () => void;
}) {
  const { texts, say } = useApp();
  const t = texts.acts.waiver;
  const tell = useNotice();
  const waive = useAct('post', '/expenses/{id}/evidence-waivers');
  const name = say({ textJa: paper.nameJa, textEn: paper.nameEn });
  const kind = paper.kind as Schemas['WaiveEvidenceDto']['kind'];
  return (
    <ActDialog
      onClose={onClose}
      title={t.title}
      lead={t.lead(name)}
      label={t.reason}
      keep={`waiver ${expenseId} ${kind}`}
      doing={waive}
      send={(reason) => waive.send({ path: { id: expenseId }, body: { kind, reason } }, () => tell(t.done(name)))}
    />
  );
}

/** Papers that the insurer does without: who said so, when and why. */
function Waivers({ of: { waivers, evidence } }: { readonly of: Detail }) {
  const { texts, format, say } = useApp();
  const t = texts.acts.waiver;
  const nameOf = (kind: string): string => {
    const paper = evidence.needed.find((one) => one.kind === kind);
    return paper
      ? say({ textJa: paper.nameJa, textEn: paper.nameEn })
      : ((texts.expenses.kinds as Readonly<Record<string, string>>)[kind] ?? '');
  };
  return waivers.map((waiver) => (
    <p key={waiver.kind} className={`${style.hint} ${style.typed}`}>
      {t.given(nameOf(waiver.kind), waiver.byName, format.moment(waiver.at))}
      <br />
      {waiver.reason}
    </p>
  ));
}
