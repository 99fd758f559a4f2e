import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Limits } from '../ui/limits.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';

type Case = Schemas['CaseDto'];

/** The limits of the policy period as the case sees them. */
export function CaseLimits({
  of: { id, limits },
  letter,
}: {
  readonly of: Pick<Case, 'id' | 'limits'>;
  readonly letter?: string;
}) {
  const { texts } = useApp();
  const t = texts.cases;
  return (
    <Section title={t.limits} letter={letter}>
      {limits && limits.length > 0 ? (
        <Limits of={limits} caseId={id} words={t.limitWords} />
      ) : (
        <p className={style.hint}>{t.limitsUnknown}</p>
      )}
    </Section>
  );
}
