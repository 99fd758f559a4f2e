import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { sumOf } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useSpeech } from '../text/language.js';
import style from './limits.module.css';
import { Meter, Swatch, type MeterPart } from './meter.js';

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
 * The limits of the policy period: each as a picture and as words, split into this case and each other one, and what
 * they leave. The deductible stands as what it is, no limit.
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
    <div className={style.limits}>
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

/**
 * A limit as a picture: paid is solid, promised hatched, ordered dotted, asked pale, what is left empty. Ordered and
 * asked block nothing: they may be more than what is left, and end where the limit ends.
 */
export function LimitBar({ of: limit, words }: { readonly of: Limit; readonly words: LimitWords }) {
  const { format, say } = useSpeech();
  const { paid, held, ordered, requested, remaining } = limit;
  const said = [
    [words.paid, paid],
    [words.held, held],
    [words.remaining, remaining],
    ...(ordered === 0 ? [] : [[words.ordered, ordered] as const]),
    ...(requested === 0 ? [] : [[words.requested, requested] as const]),
  ] as const;
  return (
    <Meter
      limit={limit.limit}
      parts={[
        { kind: 'paid', yen: paid },
        { kind: 'held', yen: held },
        { kind: 'ordered', yen: ordered },
        { kind: 'asked', yen: requested },
      ]}
      label={
        `${say({ textJa: limit.nameJa, textEn: limit.nameEn })}：` +
        said.map(([word, yen]) => `${word} ${format.yen(yen)}`).join('、')
      }
    />
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
  const { remaining, afterCase, projected, shares } = limit;
  const own = shares.find(({ incidentId }) => incidentId === caseId);
  return (
    <div className={style.limit}>
      <h3>{say({ textJa: limit.nameJa, textEn: limit.nameEn })}</h3>
      <LimitBar of={limit} words={words} />
      <div className={style.left}>
        <Sums of={[[words.remaining, format.yen(remaining)]]} />
      </div>
      <Sums of={[[words.limit, format.yen(limit.limit)]]} />
      {own && (
        <>
          <h4>{words.thisCase}</h4>
          <ShareSums of={own} words={words} />
        </>
      )}
      {shares
        .filter((one) => one !== own)
        .map((one) => (
          <Fragment key={one.incidentId}>
            <h4>
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
            <ShareSums of={one} words={words} />
          </Fragment>
        ))}
      <Sums
        of={[
          [words.afterCase, afterCase === null || !own?.assessed ? null : format.yen(afterCase)],
          [words.projected, projected === (afterCase ?? remaining) ? null : format.yen(projected)],
        ]}
      />
    </div>
  );
}

/** What one case takes of a limit; what it does not take is left out, but for what is paid and promised. */
function ShareSums({
  of: { paid, held, ordered, requested },
  words,
}: {
  readonly of: Share;
  readonly words: LimitWords;
}) {
  const { format } = useSpeech();
  return (
    <Sums
      of={[
        [words.paid, format.yen(paid), 'paid'],
        [words.held, format.yen(held), 'held'],
        [words.ordered, ordered === 0 ? null : format.yen(ordered), 'ordered'],
        [words.requested, requested === 0 ? null : format.yen(requested), 'asked'],
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
    <div className={style.limit}>
      <h3>{say({ textJa: nameJa, textEn: nameEn })}</h3>
      <Sums
        of={[
          [words.deductible, format.yen(limit)],
          [words.deductibleTaken, format.yen(sumOf([paid, held]))],
          [words.deductibleLeft, format.yen(remaining)],
        ]}
      />
    </div>
  );
}

/** Sums with what they are of, and the pattern that they have in the bar; what is null is left out. */
function Sums({ of }: { readonly of: readonly (readonly [string, string | null, MeterPart?])[] }) {
  const shown = of.filter(([, sum]) => sum !== null);
  if (shown.length === 0) return null;
  return (
    <dl className={style.sums}>
      {shown.map(([word, sum, part]): ReactNode => (
        <Fragment key={word}>
          <dt>
            {part && <Swatch of={part} />}
            {word}
          </dt>
          <dd>{sum}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
