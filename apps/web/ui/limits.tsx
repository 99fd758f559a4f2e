import { Link } from '@tanstack/react-router';
import { sumOf } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useSpeech } from '../text/language.js';
import { Facts } from './page.js';
import style from './ui.module.css';

export interface LimitWords {
  readonly limit: string;
  readonly paid: string;
  readonly held: string;
  readonly ordered: string;
  readonly remaining: string;
  readonly requested: string;
  readonly afterCase: string;
  readonly projected: string;
  readonly thisCase: string;
  readonly otherCase: string;
  readonly noCase: string;
  readonly deductible: string;
  readonly deductibleTaken: string;
  readonly deductibleLeft: string;
}

type Limit = Schemas['LimitDto'];
type Share = Limit['shares'][number];

/**
 * The limits of the policy period in one box: each as a picture and as words, split into this case and each other one,
 * and what they leave. The deductible stands as what it is, no limit.
 */
export function Limits({
  of: limits,
  caseId,
  words,
}: {
  readonly of: readonly Limit[];
  readonly caseId: string;
  readonly words: LimitWords;
}) {
  return (
    <div className={style.grid}>
      {limits
        .filter(({ bucket, limit }) => bucket !== 'deductible' || limit > 0)
        .map((limit) =>
          limit.bucket === 'deductible' ? (
            <Deductible key={limit.bucket} of={limit} words={words} />
          ) : (
            <LimitBox key={limit.bucket} of={limit} caseId={caseId} words={words} />
          ),
        )}
    </div>
  );
}

function LimitBox({
  of: limit,
  caseId,
  words,
}: {
  readonly of: Limit;
  readonly caseId: string;
  readonly words: LimitWords;
}) {
  const { format, say } = useSpeech();
  const name = say({ textJa: limit.nameJa, textEn: limit.nameEn });
  const { paid, held, remaining, afterCase, projected, shares } = limit;
  const share = (yen: number): string => `${limit.limit === 0 ? 0 : Math.min(100, (yen / limit.limit) * 100)}%`;
  const own = shares.find(({ incidentId }) => incidentId === caseId);
  return (
    <div className={style.panel}>
      <h3 className={style.sub}>{name}</h3>
      <div
        className={style.bar}
        role="img"
        aria-label={
          `${name}：${words.paid} ${format.yen(paid)}、${words.held} ${format.yen(held)}、${words.remaining} ` +
          `${format.yen(remaining)}`
        }
      >
        <span className={style.paid} style={{ width: share(paid) }} />
        <span className={style.held} style={{ width: share(held) }} />
      </div>
      <Facts of={[[words.limit, format.yen(limit.limit)]]} />
      {own && (
        <>
          <h4 className={style.sub}>{words.thisCase}</h4>
          <ShareFacts of={own} words={words} />
        </>
      )}
      {shares
        .filter((one) => one !== own)
        .map((one) => (
          <div key={one.incidentId}>
            <h4 className={style.sub}>
              {one.caseNumber === null ? (
                words.noCase
              ) : (
                <>
                  {words.otherCase}{' '}
                  <Link to="/cases/$id" params={{ id: one.incidentId }}>
                    {one.caseNumber}
                  </Link>
                </>
              )}
            </h4>
            <ShareFacts of={one} words={words} />
          </div>
        ))}
      <Facts
        of={[
          [
            words.remaining,
            <strong>
              <span className={style.key} aria-hidden="true" />
              {format.yen(remaining)}
            </strong>,
          ],
          [words.afterCase, afterCase === null || !own?.assessed ? null : format.yen(afterCase)],
          [words.projected, projected === (afterCase ?? remaining) ? null : format.yen(projected)],
        ]}
      />
    </div>
  );
}

/** What one case takes of a limit; what it does not take is left out, but for what is paid and promised. */
function ShareFacts({
  of: { paid, held, ordered, requested },
  words,
}: {
  readonly of: Share;
  readonly words: LimitWords;
}) {
  const { format } = useSpeech();
  return (
    <Facts
      of={[
        [
          words.paid,
          <>
            <span className={`${style.key} ${style.paid}`} aria-hidden="true" />
            {format.yen(paid)}
          </>,
        ],
        [
          words.held,
          <>
            <span className={`${style.key} ${style.held}`} aria-hidden="true" />
            {format.yen(held)}
          </>,
        ],
        [words.ordered, ordered === 0 ? null : format.yen(ordered)],
        [words.requested, requested === 0 ? null : format.yen(requested)],
      ]}
    />
  );
}

/** What the institution bears of the incident itself, and how much of that its approved expenses have borne already. */
function Deductible({
  of: { nameJa, nameEn, limit, paid, held, remaining },
  words,
}: {
  readonly of: Limit;
  readonly words: LimitWords;
}) {
  const { format, say } = useSpeech();
  return (
    <div className={style.panel}>
      <h3 className={style.sub}>{say({ textJa: nameJa, textEn: nameEn })}</h3>
      <Facts
        of={[
          [words.deductible, format.yen(limit)],
          [words.deductibleTaken, format.yen(sumOf([paid, held]))],
          [words.deductibleLeft, format.yen(remaining)],
        ]}
      />
    </div>
  );
}
