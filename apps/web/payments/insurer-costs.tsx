import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { FigureTable } from '../ui/figure-table.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { AskInsurerCost } from './ask-insurer-cost.js';

type Cost = Schemas['CostDto'];
type To = 'signed' | 'dropped';
interface Deciding {
  readonly cost: Cost;
  readonly to: To;
}

const tones: Readonly<Record<Cost['state'], Tone>> = { asked: 'waiting', signed: 'good', dropped: 'new' };

/** Costs that the insurer bears itself, with what a second person can do. */
export function InsurerCosts({ caseId }: { readonly caseId: string }) {
  const { texts } = useApp();
  const t = texts.insurerCosts;
  const query = useRead('/incidents/{id}/insurer-costs', { path: { id: caseId } });
  const [asking, setAsking] = useState(false);
  // beside the list: a colleague may sign or drop it first, and its buttons go
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const mayAsk = useUser().roles.some((role) => role === 'adjuster' || role === 'senior-adjuster');
  return (
    <Section title={t.title}>
      <p className={style.hint}>{t.lead}</p>
      <Shown of={query}>
        {({ items }) => (items.length === 0 ? <p>{t.none}</p> : <CostTable of={items} onDecide={setDeciding} />)}
      </Shown>
      {mayAsk && (
        <Button size="sm" variant="default" className="no-print" onClick={() => setAsking(true)}>
          {t.ask}
        </Button>
      )}
      {asking && <AskInsurerCost caseId={caseId} onClose={() => setAsking(false)} />}
      {deciding && (
        <Decide key={`${deciding.cost.id} ${deciding.to}`} of={deciding} onClose={() => setDeciding(null)} />
      )}
    </Section>
  );
}

function CostTable({
  of: costs,
  onDecide,
}: {
  readonly of: readonly Cost[];
  readonly onDecide: (deciding: Deciding) => void;
}) {
  const { texts, format } = useApp();
  const t = texts.insurerCosts;
  return (
    <FigureTable
      label={t.title}
      rows={costs}
      keyOf={({ id }) => id}
      columns={[
        { key: 'vendor', name: t.vendor, cell: ({ vendorName }) => vendorName },
        {
          key: 'amount',
          name: texts.list.yenUnit(t.amount),
          numeric: true,
          cell: ({ amount }) => format.amount(amount),
        },
        { key: 'state', name: t.state, cell: ({ state }) => <Status tone={tones[state]}>{t.states[state]}</Status> },
        { key: 'reason', name: t.reason, cell: ({ reason }) => reason },
        {
          key: 'asked',
          name: t.asked,
          cell: ({ askedAt, askedByName }) => `${format.moment(askedAt)}　${askedByName}`,
        },
        { key: 'acts', name: texts.cases.actions, cell: (cost) => <CostActs of={cost} onDecide={onDecide} /> },
      ]}
    />
  );
}

/** The moves that are the reader's; what a signature of theirs lacks is said beside it. */
function CostActs({ of: cost, onDecide }: { readonly of: Cost; readonly onDecide: (deciding: Deciding) => void }) {
  const { texts, say } = useApp();
  const t = texts.insurerCosts;
  return (
    <div className={`${style.row} no-print`}>
      {(['signed', 'dropped'] as const).map((to) => {
        const move = cost.allowedActions.find((action) => action.to === to);
        if (!move) return null;
        return move.missing.length > 0 ? (
          <span key={to} className={style.hint}>
            {move.missing.map(say).join(' ')}
          </span>
        ) : (
          <Button key={to} size="compact-sm" variant="default" onClick={() => onDecide({ cost, to })}>
            {t.acts[to]}
          </Button>
        );
      })}
    </div>
  );
}

function Decide({ of: { cost, to }, onClose }: { readonly of: Deciding; readonly onClose: () => void }) {
  const { texts, format } = useApp();
  const t = texts.insurerCosts;
  const tell = useNotice();
  const sign = useAct('post', '/insurer-costs/{id}/signatures');
  const drop = useAct('post', '/insurer-costs/{id}/drops');
  const path = { id: cost.id };
  return to === 'signed' ? (
    <ActDialog
      onClose={onClose}
      title={t.acts.signed}
      lead={t.signLead(cost.vendorName, format.yen(cost.amount))}
      reason="none"
      doing={sign}
      send={() => sign.send({ path }, () => tell(t.signed))}
    />
  ) : (
    <ActDialog
      onClose={onClose}
      title={t.acts.dropped}
      label={t.dropReason}
      keep={`insurer-cost-drop ${cost.id}`}
      doing={drop}
      send={(reason) => drop.send({ path, body: { reason } })}
    />
  );
}
