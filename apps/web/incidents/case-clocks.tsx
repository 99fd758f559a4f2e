import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import style from './desk-case.module.css';

/** When it happened, was noticed and was reported, and from when to when systems stood still: what is known of it. */
export function CaseClocks({ of: { facts, reportedAt } }: { readonly of: Schemas['CaseDto'] }) {
  const { texts, format } = useApp();
  const { clocks, clocksLabel } = texts.casePage;
  const known = (
    [
      [clocks.occurred, facts.occurredAt],
      [clocks.discovered, facts.discoveredAt],
      [clocks.reported, reportedAt],
      [clocks.stopped, facts.systemStop?.from],
      [clocks.running, facts.systemStop?.to],
    ] as const
  ).flatMap(([name, at]) => (at ? [[name, at] as const] : []));
  return (
    <dl className={style.clocks} aria-label={clocksLabel}>
      {known.map(([name, at]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <time dateTime={at}>{format.moment(at)}</time>
          </dd>
        </div>
      ))}
    </dl>
  );
}
