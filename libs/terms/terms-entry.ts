import { readProductTerms, ruleIds, type Day } from '#coverage';
import { parameterReader } from '#coverage-requests';
import { Problem, type FieldFault } from '#problems';
import { termsVersions } from './product-terms.js';
import type { TermsEntryEntity, TermsEntryKind } from './terms-entry.entity.js';
import type { Words } from '#kernel';

/**
 * The kinds of entries: figures of a new version, its open points, the open points of one contract, the article of the
 * policy wording for a rule.
 */
export const termsEntryKinds = [
  'product-terms',
  'parameters',
  'contract-parameters',
  'wording-article',
] as const satisfies readonly TermsEntryKind[];

/** The article of the policy wording (約款) for a rule. */
export interface WordingArticle {
  /** The article as letters name it: 第12条第1項第3号. */
  readonly article: string;
}

export interface NewTermsEntry {
  readonly kind: TermsEntryKind;
  readonly subject: string;
  readonly content: object;
  readonly source: string;
  readonly effectiveOn: Day;
}

/** Created with the first entry, because most processes read none. */
let readParameters: ReturnType<typeof parameterReader> | undefined;

/** Every fault for which the engine would refuse parameters, by JSON pointer below `pointer`; empty without any. */
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
 * approval, so that they never change for a contract in force. `today`: Japan's calendar.
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

/** Why this person may not make the decision on an entry; null when they may. `today`: Japan's calendar. */
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
