import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { laneNames, lanes, sumOf } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { YenField } from '../ui/fields.js';
import { FigureTable, type Figures } from '../ui/figure-table.js';
import { Section } from '../ui/page.js';
import { faultsOf } from '../ui/problem.js';
import { Shown } from '../ui/shown.js';
import { checks, yenOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';

type Reserve = Schemas['ReserveDto'];
type Lane = (typeof lanes)[number];
interface LaneReserves {
  readonly lane: Lane;
  readonly valid: Reserve;
  readonly earlier: readonly Reserve[];
}

/** The estimates of a case by lane: the one that is valid, and those before it with who set them and why. */
export function Reserves({ caseId }: { readonly caseId: string }) {
  const { texts, format } = useApp();
  const t = texts.reserves;
  const query = useRead('/incidents/{id}/reserves', { path: { id: caseId } });
  const [setting, setSetting] = useState(false);
  const columns = useColumns();
  const mayAct = useUser().roles.some((role) => role === 'adjuster' || role === 'senior-adjuster');
  return (
    <Section title={t.title}>
      <p className={style.hint}>{t.lead}</p>
      <Shown of={query}>
        {({ items }) => {
          const byLane = lanes.flatMap((lane) => {
            const [valid, ...earlier] = items.filter((one) => one.lane === lane);
            return valid ? [{ lane, valid, earlier }] : [];
          });
          return byLane.length === 0 ? (
            <p>{t.none}</p>
          ) : (
            <>
              <FigureTable label={t.title} rows={byLane} keyOf={({ lane }) => lane} columns={columns} />
              <p>
                <strong>{t.sum(format.yen(sumOf(byLane.map(({ valid }) => valid.amount))))}</strong>
              </p>
            </>
          );
        }}
      </Shown>
      {mayAct && (
        <Button size="sm" variant="default" className="no-print" onClick={() => setSetting(true)}>
          {t.enter}
        </Button>
      )}
      {setting && <SetReserve caseId={caseId} onClose={() => setSetting(false)} />}
    </Section>
  );
}

/** A lane's valid estimate; those before it open below its reason. */
function useColumns(): readonly Figures<LaneReserves>[] {
  const { texts, format, language } = useApp();
  const t = texts.reserves;
  return [
    { key: 'lane', name: t.lane, className: style.nowrap, cell: ({ lane }) => laneNames[lane][language] },
    {
      key: 'amount',
      name: texts.list.yenUnit(t.amount),
      numeric: true,
      cell: ({ valid }) => format.amount(valid.amount),
    },
    { key: 'set', name: t.set, cell: ({ valid }) => `${format.moment(valid.at)}　${valid.authorName}` },
    {
      key: 'reason',
      name: t.reason,
      cell: ({ valid, earlier }) => (
        <>
          {valid.reason}
          {earlier.length > 0 && (
            <details>
              <summary>{t.earlier(String(earlier.length))}</summary>
              <ul className={style.plainList}>
                {earlier.map((one) => (
                  <li key={one.id}>
                    {format.yen(one.amount)}　{format.moment(one.at)}　{one.authorName}　{one.reason}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      ),
    },
  ];
}

interface Typed {
  readonly lane: Lane | '';
  readonly amount: string;
}
const blank: Typed = { lane: '', amount: '' };

function SetReserve({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { texts, say, language } = useApp();
  const t = texts.reserves;
  const tell = useNotice();
  const act = useAct('post', '/incidents/{id}/reserves');
  const form = useKept<Typed>(`reserve form ${caseId}`, blank);
  const { lane, amount } = form.value;
  const [asked, setAsked] = useState(false);
  const fault = checks(texts.common).yen(amount);
  return (
    <ActDialog
      onClose={onClose}
      title={t.enter}
      lead={t.blocksNothing}
      label={t.reason}
      hint={texts.decisions.goesInto.inside}
      keep={`reserve ${caseId}`}
      doing={act}
      onAsked={() => setAsked(true)}
      send={async (reason) => {
        const yen = yenOf(amount);
        if (lane === '' || fault !== null || yen === null) return undefined;
        const done = await act.send({ path: { id: caseId }, body: { lane, amount: yen, reason } });
        if (done) {
          form.clear();
          tell(t.done);
        }
        return done;
      }}
    >
      <NativeSelect
        label={t.lane}
        value={lane}
        onChange={(event) => form.change({ ...form.value, lane: event.currentTarget.value as Lane | '' })}
        error={asked && lane === '' ? texts.common.fieldEmpty : undefined}
        data={[
          { value: '', label: texts.claimants.kindChoose },
          ...lanes.map((value) => ({ value, label: laneNames[value][language] })),
        ]}
      />
      <YenField
        label={t.amount}
        value={amount}
        onChange={(typed) => form.change({ ...form.value, amount: typed })}
        error={asked ? (fault ?? faultsOf(act.error, say)['/amount']) : undefined}
      />
    </ActDialog>
  );
}
