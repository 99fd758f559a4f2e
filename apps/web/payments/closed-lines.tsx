import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';

type Closed = Schemas['ClosedLineDto'];

/** So many are read. */
const most = 100;

/** Lines that were closed as belonging to nothing; each can be put back. */
export function ClosedLines({ of: lines }: { readonly of: readonly Closed[] }) {
  const { texts, format } = useApp();
  const t = texts.payments;
  const [asked, setAsked] = useState<Closed | null>(null);
  const back = useAct('post', '/bank-lines/{id}/put-backs');
  if (lines.length === 0) return null;
  return (
    <Section title={t.closedLines}>
      {lines.length >= most && <p className={style.hint}>{t.closedNewest}</p>}
      <ul className={style.plainList}>
        {lines.map((line) => (
          <li key={line.id} className={style.panel}>
            <p className={`${style.row} ${style.spread}`}>
              <strong>
                {t.unreconciled['bank-line'](String(line.line), line.fileName)}　{format.yen(line.amount)}
              </strong>
              <span>{t.unreconciledDay['bank-line'](format.day(line.onDay))}</span>
            </p>
            <p>{t.closedBy(line.closedByName, line.reason)}</p>
            <Button size="sm" variant="default" onClick={() => setAsked(line)}>
              {t.putBack}
            </Button>
          </li>
        ))}
      </ul>
      {asked && (
        <ActDialog
          title={t.putBack}
          lead={t.putBackLead}
          label={t.reason}
          keep={`put-back ${asked.id}`}
          doing={back}
          send={(reason) => back.send({ path: { id: asked.id }, body: { reason } })}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  );
}
