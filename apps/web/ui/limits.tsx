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
  readonly projected: string;
}

/** A limit as a picture and as words: paid, promised, left, and what it would come to if what is asked for is paid as assessed. */
export function Limits({
  of: limits,
  words,
}: {
  readonly of: readonly Schemas['LimitDto'][];
  readonly words: LimitWords;
}) {
  return (
    <div className={style.grid}>
      {limits
        .filter(({ bucket, limit }) => bucket !== 'deductible' || limit > 0)
        .map((limit) => (
          <Limit key={`${limit.bucket} ${limit.incidentId}`} of={limit} words={words} />
        ))}
    </div>
  );
}

function Limit({
  of: { nameJa, nameEn, limit, paid, held, ordered, requested, remaining, projected },
  words,
}: {
  readonly of: Schemas['LimitDto'];
  readonly words: LimitWords;
}) {
  const { format, say } = useSpeech();
  const name = say({ textJa: nameJa, textEn: nameEn });
  const share = (yen: number): string => `${limit === 0 ? 0 : Math.min(100, (yen / limit) * 100)}%`;
  return (
    <div className={style.panel}>
      <h3 className={style.sub}>{name}</h3>
      <div
        className={style.bar}
        role="img"
        aria-label={`${name}：${words.paid} ${format.yen(paid)}、${words.held} ${format.yen(held)}、${words.remaining} ${format.yen(remaining)}`}
      >
        <span className={style.paid} style={{ width: share(paid) }} />
        <span className={style.held} style={{ width: share(held) }} />
      </div>
      <Facts
        of={[
          [words.limit, format.yen(limit)],
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
          [
            words.remaining,
            <strong>
              <span className={style.key} aria-hidden="true" />
              {format.yen(remaining)}
            </strong>,
          ],
          [words.requested, requested === 0 ? null : format.yen(requested)],
          [words.projected, requested === 0 ? null : format.yen(projected)],
        ]}
      />
    </div>
  );
}
