import { Button, NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Facts, Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status, toneOfCase } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Arrival = Schemas['LateArrivalDto'];

const lists = ['waiting', 'noted'] as const;

/** Expenses and facts that reached cases which had ended: the desk calls and notes what was done. */
export function LateArrivalsPage() {
  const { texts } = useApp();
  const t = texts.arrivals;
  const search = useSearch({ from: '/late-arrivals' });
  const navigate = useNavigate({ from: '/late-arrivals' });
  const asked = lists.find((list) => list === search.list) ?? 'waiting';
  const list = useList('/late-arrivals', { query: { list: asked } });
  const isDesk = useUser().roles.includes('support');
  const act = useAct('post', '/late-arrivals/{id}/notes');
  // beside the list: a colleague may note it first, and its row goes
  const [noting, setNoting] = useState<string | null>(null);
  return (
    <Page title={t.title}>
      <p className={style.hint}>{t.lead}</p>
      {asked === 'waiting' && <p className={style.hint}>{isDesk ? t.call : t.deskCalls}</p>}
      <NativeSelect
        maw="20rem"
        label={t.list}
        value={asked}
        onChange={(event) => void navigate({ search: { list: event.currentTarget.value } })}
        data={lists.map((value) => ({ value, label: t.lists[value] }))}
      />
      <div className={style.section}>
        <Shown of={{ ...list, data: list.items }}>
          {(arrivals) =>
            arrivals.length === 0 ? (
              <p>{t.none[asked]}</p>
            ) : (
              <ul className={style.plainList}>
                {arrivals.map((arrival) => (
                  <li key={arrival.id} className={style.panel}>
                    <OneArrival of={arrival} />
                    {isDesk && !arrival.noted && (
                      <Button
                        size="sm"
                        onClick={() => {
                          act.clear();
                          setNoting(arrival.id);
                        }}
                      >
                        {t.note}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
        <More of={list} label={texts.shell.more} />
      </div>
      {noting !== null && (
        <ReasonDialog
          key={noting}
          opened
          onClose={() => setNoting(null)}
          title={t.note}
          lead={t.noteLead}
          label={t.noteLabel}
          confirm={t.note}
          keep={`late-arrival ${noting}`}
          pending={act.pending}
          error={act.error}
          onConfirm={async (note) => {
            const done = await act.send({ path: { id: noting }, body: { note } });
            if (done) setNoting(null);
            return done !== undefined;
          }}
        />
      )}
    </Page>
  );
}

function OneArrival({ of: arrival }: { readonly of: Arrival }) {
  const { texts, format, say } = useApp();
  const t = texts.arrivals;
  const { noted } = arrival;
  return (
    <>
      <Facts
        of={[
          [
            t.case,
            <Link to="/cases/$id" params={{ id: arrival.incidentId }} data-row>
              {arrival.caseNumber}
            </Link>,
          ],
          [t.institution, arrival.institutionName ?? texts.cases.notMatched],
          [t.state, <Status tone={toneOfCase(arrival.state)}>{say(arrival.stateName)}</Status>],
          [t.arrivedAt, format.moment(arrival.at)],
          [
            t.what,
            arrival.kind === 'expenses'
              ? t.expenses(format.count(arrival.expenses), format.yen(arrival.claimed))
              : t.facts(arrival.facts.map(say).join('、')),
          ],
        ]}
      />
      {noted && <p>{t.noted(format.moment(noted.at), noted.byName, noted.note)}</p>}
    </>
  );
}
