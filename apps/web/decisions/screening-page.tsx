import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Facts, Page, Section } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { DecideScreening, type DecidingMatch } from './decide-screening.js';

type Match = Schemas['ScreeningDto'];

/**
 * Parties whose names resemble watched ones, each with the candidates and why they are offered: to be decided, and
 * decided.
 */
export function ScreeningPage() {
  const { texts } = useApp();
  const t = texts.screening;
  const decides = useUser().roles.includes('senior-adjuster');
  return (
    <Page title={t.title} width="narrow">
      <p className={style.hint}>{t.lead}</p>
      {!decides && <p>{t.seniorDecides}</p>}
      <Section title={t.held}>
        <Matches state="held" none={t.noneHeld} decides={decides} />
      </Section>
      <Section title={t.decided}>
        <Matches state="decided" none={t.noneDecided} decides={false} />
      </Section>
    </Page>
  );
}

interface MatchesOf {
  readonly state: 'held' | 'decided';
  readonly none: string;
  readonly decides: boolean;
}

function Matches({ state, none, decides }: MatchesOf) {
  const { texts } = useApp();
  const t = texts.screening;
  const list = useList('/screenings', { query: { state } });
  // beside the list: a colleague may decide it first, and its row goes
  const [deciding, setDeciding] = useState<DecidingMatch | null>(null);
  return (
    <>
      <Shown of={{ ...list, data: list.items }}>
        {(matches) =>
          matches.length === 0 ? (
            <p>{none}</p>
          ) : (
            <ul className={style.plainList}>
              {matches.map((match) => (
                <li key={match.id} className={style.panel}>
                  <OneMatch of={match} />
                  {decides && (
                    <div className={style.row}>
                      <Button size="sm" variant="default" onClick={() => setDeciding({ id: match.id, to: 'cleared' })}>
                        {t.clear}
                      </Button>
                      <Button
                        size="sm"
                        variant="outline"
                        color="red"
                        onClick={() => setDeciding({ id: match.id, to: 'confirmed' })}
                      >
                        {t.confirm}
                      </Button>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
      {deciding && (
        <DecideScreening key={`${deciding.id} ${deciding.to}`} of={deciding} onClose={() => setDeciding(null)} />
      )}
    </>
  );
}

/** The name beside those of the list: as each is written, as it is compared, and why it is offered. */
function Candidates({ of: match }: { readonly of: Match }) {
  const { texts } = useApp();
  const t = texts.screening;
  return (
    <table className={`${style.table} ${style.cards}`}>
      <caption className={style.caption}>{t.candidates}</caption>
      <thead>
        <tr>
          <th scope="col">{t.columns.whose}</th>
          <th scope="col">{t.columns.written}</th>
          <th scope="col">{t.columns.folded}</th>
          <th scope="col">{t.columns.ground}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td data-label={t.columns.whose}>{t.kinds[match.subjectKind]}</td>
          <td data-label={t.columns.written}>
            <strong>{match.subjectName}</strong>
          </td>
          <td data-label={t.columns.folded}>{match.folded}</td>
          <td data-label={t.columns.ground}>－</td>
        </tr>
        {match.candidates.map(({ entryId, name, source, folded, ground }) => (
          <tr key={entryId}>
            <td data-label={t.columns.whose}>{source}</td>
            <td data-label={t.columns.written}>
              <strong>{name}</strong>
            </td>
            <td data-label={t.columns.folded}>{folded}</td>
            <td data-label={t.columns.ground}>{t.grounds[ground ?? 'unknown']}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OneMatch({ of: match }: { readonly of: Match }) {
  const { texts, format } = useApp();
  const t = texts.screening;
  return (
    <>
      <p className={`${style.row} ${style.spread}`}>
        <strong>
          {t.kinds[match.subjectKind]}：{match.subjectName}
        </strong>
        {match.outcome && (
          <Status tone={match.outcome === 'confirmed' ? 'bad' : 'good'}>{t.outcomes[match.outcome]}</Status>
        )}
      </p>
      <Facts
        of={[
          [t.institution, match.institutionName],
          [t.occasion, t.occasions[match.occasion]],
          [t.at, format.moment(match.at)],
        ]}
      />
      <Candidates of={match} />
      {match.outcome && (
        <Facts
          of={[
            [
              t.decidedBy,
              match.decidedByName && `${match.decidedByName}　${match.decidedAt ? format.moment(match.decidedAt) : ''}`,
            ],
            [t.compliance, match.compliance],
            [t.reasonOf, match.reason],
          ]}
        />
      )}
    </>
  );
}
