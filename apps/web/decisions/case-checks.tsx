import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { usePageActs } from '../ui/page-acts.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { RecordChecks } from './record-checks.js';

/** What was checked of a case before anything of it is proposed. */
export function CaseChecks({ caseId, mayRecord }: { readonly caseId: string; readonly mayRecord: boolean }) {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  const query = useRead('/incidents/{id}/checks', { path: { id: caseId } });
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const begin = (): void => {
    flushSync(() => setOpen(true));
    place.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  };
  usePageActs(mayRecord && !isOpen ? [{ name: t.checkRecord, run: begin }] : []);
  return (
    <Section title={t.checks}>
      <Shown of={query}>
        {({ checks: done, missing }) => (
          <>
            <ul className={style.plainList}>
              {done
                .filter(({ counts }) => counts)
                .map((check) => (
                  <li key={check.id}>
                    <Status tone={check.finding === 'clear' ? 'good' : 'warn'}>
                      {`${say({ textJa: check.nameJa, textEn: check.nameEn })}：${t.checkFinding[check.finding]}`}
                    </Status>
                    <br />
                    <span className={style.hint}>
                      {check.note}（{check.source}）　{check.checkedByName}　{format.moment(check.at)}
                    </span>
                  </li>
                ))}
              {missing.map((text) => (
                <li key={text.code}>
                  <Status tone="warn">{say(text)}</Status>
                </li>
              ))}
            </ul>
            {mayRecord && !isOpen && (
              <Button variant="default" className="no-print" onClick={begin}>
                {t.checkRecord}
              </Button>
            )}
            <div ref={place}>
              {mayRecord && isOpen && <RecordChecks caseId={caseId} onClose={() => setOpen(false)} />}
            </div>
          </>
        )}
      </Shown>
    </Section>
  );
}
