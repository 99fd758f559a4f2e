import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Facts } from '../ui/page.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Match = Schemas['ScreeningDto'];

/** A match beside its list: whose name it is, the candidates, and what was decided. */
export function MatchPeek({ of: match }: { readonly of: Match }) {
  const { texts, format } = useApp();
  const t = texts.screening;
  return (
    <>
      <h2 className={style.sub}>
        {t.kinds[match.subjectKind]}：{match.subjectName}
      </h2>
      {match.outcome && (
        <Status tone={match.outcome === 'confirmed' ? 'bad' : 'good'}>{t.outcomes[match.outcome]}</Status>
      )}
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

/** The name above those of the list: as each is written, as it is compared, and why it is offered. */
function Candidates({ of: match }: { readonly of: Match }) {
  const { texts } = useApp();
  const t = texts.screening;
  return (
    <section aria-label={t.candidates}>
      <Facts of={[[t.columns.folded, match.folded]]} />
      <h3 className={style.sub}>{t.candidates}</h3>
      <ul className={style.plainList}>
        {match.candidates.map(({ entryId, name, source, folded, ground }) => (
          <li key={entryId}>
            <strong>{name}</strong>
            <Facts
              of={[
                [t.columns.folded, folded],
                [t.columns.ground, t.grounds[ground ?? 'unknown']],
                [t.source, source],
              ]}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
