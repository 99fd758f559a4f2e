import { count, sumOf, yen } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Shown } from '../ui/shown.js';
import { Status, type Tone } from '../ui/status.js';
import style from './compared-cases.module.css';
import { useFactsOf } from './incident-facts.js';
import { useWhyOne, type Pair } from './merge-proposals.js';

type Case = Schemas['CaseDto'];
interface Compared {
  readonly name: string;
  readonly from: string;
  readonly into: string;
  readonly found: 'same' | 'differs' | 'one';
}

const tones: Readonly<Record<Compared['found'], Tone>> = { same: 'good', differs: 'warn', one: 'new' };

/** Two cases side by side: what is known of each, and where they say the same. */
export function ComparedCases({ of: proposal }: { readonly of: Schemas['MergeProposalDto'] & Pair }) {
  const from = useRead('/incidents/{id}', { path: { id: proposal.from.id } });
  const into = useRead('/incidents/{id}', { path: { id: proposal.into.id } });
  const why = useWhyOne();
  return (
    <>
      <p>{why(proposal)}</p>
      <Shown of={from}>{(one) => <Shown of={into}>{(other) => <SideBySide from={one} into={other} />}</Shown>}</Shown>
    </>
  );
}

function SideBySide({ from, into }: { readonly from: Case; readonly into: Case }) {
  const { texts } = useApp();
  const t = texts.casePage.mergeList;
  const rows = useCompared(from, into);
  return (
    <table className={style.compared} aria-label={t.compared}>
      <thead>
        <tr>
          {(['from', 'into'] as const).map((side) => (
            <th key={side} scope="col">
              {t[side]}
              <br />
              <span>{{ from, into }[side].caseNumber}</span>
            </th>
          ))}
        </tr>
      </thead>
      {rows.map((row) => (
        <tbody key={row.name}>
          <tr>
            <th scope="rowgroup" colSpan={2}>
              {row.name}　<Status tone={tones[row.found]}>{t.founds[row.found]}</Status>
            </th>
          </tr>
          <tr>
            <td>{row.from}</td>
            <td>{row.into}</td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}

function useCompared(from: Case, into: Case): readonly Compared[] {
  const { texts, format } = useApp();
  const factsOf = useFactsOf();
  const standing = (incident: Case): (readonly [string, string | null | undefined])[] => {
    const lines = incident.expenses.filter(({ state }) => state !== 'withdrawn');
    const claimed = sumOf(lines.map((line) => yen(line.claimed)));
    const expenses = `${texts.list.many(format.count(count(lines)))}　${format.yen(claimed)}`;
    return [...factsOf(incident), [texts.casePage.parts.expenses, lines.length > 0 ? expenses : null]];
  };
  const others = new Map(standing(into));
  return standing(from).flatMap(([name, one]) => {
    const other = others.get(name);
    if (!one && !other) return [];
    const found = !one || !other ? 'one' : one === other ? 'same' : 'differs';
    return [{ name, from: one || '－', into: other || '－', found } as const];
  });
}
