import { Button } from '@mantine/core';
import { useState } from 'react';
import { beginsTelephone } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ShortText } from '../ui/fields.js';
import { Loading } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';

/** As many characters as can be looked for: in names, in numbers of policies, in telephone numbers. */
const longest = 100;
const longestNumber = 60;
const longestPhone = 40;

export type FoundPolicy = Schemas['PolicySummary'];

/**
 * Finds a policy while somebody talks: by its number or the certificate's, the institution's name or its telephone
 * number.
 */
export function PolicySearch({
  label,
  choose,
  onChoose,
  pending = false,
  initial = '',
  isNext = true,
}: {
  readonly label: string;
  readonly choose: string;
  readonly onChoose: (policy: FoundPolicy) => void;
  readonly pending?: boolean;
  readonly initial?: string;
  /** Choosing is the one next act of the page: the first policy in force has the filled button. */
  readonly isNext?: boolean;
}) {
  const { texts, format } = useApp();
  const t = texts.cases;
  const fits = (text: string, most: number): boolean => checks(texts.common).shortOrNone(most)(text) === null;
  const [typed, setTyped] = useState(initial);
  const [asked, setAsked] = useState(fits(initial, longest) ? initial.trim() : '');
  const looksLikePhone = beginsTelephone(asked);
  const some = asked !== '';
  const byPhoneToo = looksLikePhone && fits(asked, longestPhone);
  const byNumber = useRead(
    '/policies',
    { query: { number: asked, limit: 10 } },
    { enabled: some && fits(asked, longestNumber) },
  );
  const byName = useRead('/policies', { query: { q: asked, limit: 10 } }, { enabled: some && !byPhoneToo });
  const byPhone = useRead('/policies', { query: { telephone: asked, limit: 10 } }, { enabled: some && byPhoneToo });
  const used = [...(fits(asked, longestNumber) ? [byNumber] : []), ...(byPhoneToo ? [byPhone] : [byName])];
  const found = [
    ...new Map(used.flatMap(({ data }) => data?.items ?? []).map((policy) => [policy.id, policy])).values(),
  ];
  const next = found.find(({ inForce }) => inForce);
  return (
    <div>
      <form
        className={style.row}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (fits(typed, longest)) setAsked(typed.trim());
        }}
      >
        <ShortText label={label} value={typed} most={longest} onChange={setTyped} flex={1} miw="14rem" />
        <Button type="submit" mt="xl" variant="default">
          {t.search}
        </Button>
      </form>
      <div aria-live="polite">
        {some && used.some(({ isPending }) => isPending) && <Loading />}
        {used.map(({ error }, at) =>
          some && error ? <ProblemNote key={at === 0 ? 'number' : 'other'} error={error} /> : null,
        )}
        {some && used.every(({ isPending }) => !isPending) && found.length === 0 && <p>{t.matchNone}</p>}
        {some && found.length > 0 && (
          <ul className={style.plainList}>
            {found.map((policy) => (
              <li key={policy.id} className={`${style.panel} ${style.row} ${style.spread}`}>
                <span>
                  <strong>{policy.institutionName}</strong>　{policy.policyNumber}　{t.plan(policy.plan)}
                  <br />
                  {t.period(format.day(policy.inceptionDate), format.day(policy.expiryDate))}{' '}
                  <Status tone={policy.inForce ? 'good' : 'warn'}>{policy.inForce ? t.inForce : t.notInForce}</Status>
                </span>
                <Button
                  size="sm"
                  variant={isNext && policy.id === next?.id ? 'filled' : 'default'}
                  onClick={() => onChoose(policy)}
                  loading={pending}
                >
                  {choose}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
