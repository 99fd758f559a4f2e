import { readProductTerms, ruleIds, type Day } from '#coverage';
import { parameterReader } from '#coverage-requests';
import { Problem, type FieldFault } from '#problems';
import { termsVersions } from './product-terms.js';
import type { TermsEntryEntity, TermsEntryKind } from './terms-entry.entity.js';
import type { Words } from '#kernel';

/**
 * What can be entered: figures of a new version, what is open in one, what one contract settles, where a rule stands in
 * the policy wording.
 */
export const termsEntryKinds = [
  'product-terms',
  'parameters',
  'contract-parameters',
  'wording-article',
] as const satisfies readonly TermsEntryKind[];

/** Where a rule stands in the policy wording (約款). */
export interface WordingArticle {
  /** As a letter names it: 第12条第1項第3号. */
  readonly article: string;
}

export interface NewTermsEntry {
  readonly kind: TermsEntryKind;
  readonly subject: string;
  readonly content: object;
  readonly source: string;
  readonly effectiveOn: Day;
}

/** Made with the first entry: most processes read none. */
let readParameters: ReturnType<typeof parameterReader> | undefined;

/** Everything in parameters that the engine would refuse, by JSON pointer below `pointer`; empty when it takes them. */
export function parameterFaults(parameters: object, pointer: string): FieldFault[] {
  readParameters ??= parameterReader();
  return readParameters(parameters).map((fault) => ({
    pointer: `${pointer}${fault.pointer}`,
    code: fault.code === 'requests.unknown-field' ? 'policies.parameter-unknown' : 'policies.parameter-refused',
    ...(fault.allowed ? { allowed: fault.allowed } : {}),
  }));
}

/**
 * Faults of an entry, by JSON pointer. Figures and parameters hold for contracts that begin after the day of their
 * approval: what is in force for a contract is never changed behind it. `today`: Japan's calendar.
 */
export function termsEntryFaults(entry: NewTermsEntry, today: Day): FieldFault[] {
  const { kind, subject, content, effectiveOn } = entry;
  switch (kind) {
    case 'product-terms':
      return [...versionFaults(subject, content), ...notAhead(effectiveOn, today)];
    case 'parameters':
      return [
        ...(termsVersions().includes(subject) ? [] : [unknownSubject(termsVersions())]),
        ...parameterFaults(content, '/content'),
        ...notAhead(effectiveOn, today),
      ];
    case 'contract-parameters':
      return parameterFaults(content, '/content');
    case 'wording-article':
      return [
        ...(ruleIds.some((rule) => rule === subject) ? [] : [unknownSubject(ruleIds)]),
        ...articleFaults(content),
      ];
  }
}

function versionFaults(subject: string, content: object): FieldFault[] {
  if (termsVersions().includes(subject)) return [{ pointer: '/subject', code: 'terms.version-known' }];
  try {
    const { version } = readProductTerms(content);
    return version === subject ? [] : [{ pointer: '/content/version', code: 'terms.version-differs' }];
  } catch (error) {
    return [
      { pointer: '/content', code: 'terms.unreadable', params: sentence(error instanceof Error ? error.message : '') },
    ];
  }
}

const sentence = (detail: string): { detail: Words } => ({ detail: { ja: detail, en: detail } });
const unknownSubject = (known: readonly string[]): FieldFault => ({
  pointer: '/subject',
  code: 'requests.not-one-of',
  allowed: known.join(', '),
});
const notAhead = (effectiveOn: Day, today: Day): FieldFault[] =>
  effectiveOn > today ? [] : [{ pointer: '/effectiveOn', code: 'terms.not-ahead' }];

function articleFaults(content: object): FieldFault[] {
  const { article, ...others } = content as Partial<WordingArticle>;
  return [
    ...(typeof article === 'string' && article.trim() !== '' && article.length <= 100
      ? []
      : [{ pointer: '/content/article', code: 'terms.article-needed' as const }]),
    ...Object.keys(others).map((name) => ({ pointer: `/content/${name}`, code: 'requests.unknown-field' as const })),
  ];
}

/** Why somebody may not decide an entry; null when nothing stands against it. */
export function decisionRefusal(
  entry: Pick<TermsEntryEntity, 'kind' | 'entered_by' | 'decision' | 'effective_on'>,
  decision: 'approved' | 'refused',
  by: string,
  today: Day,
): Problem | null {
  if (entry.decision !== null) return new Problem('terms.decided-already');
  if (entry.entered_by === by) return new Problem('terms.second-person-needed');
  const dated = entry.kind === 'product-terms' || entry.kind === 'parameters';
  if (decision === 'approved' && dated && entry.effective_on <= today) return new Problem('terms.not-ahead');
  return null;
}
