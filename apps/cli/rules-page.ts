import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  assessRequest,
  categories,
  categoryTable,
  coverageOf,
  exampleRequest,
  gateConditions,
  gateExamples,
  incidentGateTable,
  lineGateTable,
  productPage,
  productRules,
  readProductTerms,
  ruleIds,
  type Category,
  type Coverage,
  type IncidentGate,
  type LineGate,
  type ProductTerms,
} from '#coverage';
import { packageRoot } from '#platform';
import { generatedNotice, markdownTable } from './markdown.js';

/**
 * docs/rules.md: the gates in their order with their condition, result, source and example, whose answer is the
 * engine's.
 */
export function rulesPage(): string {
  const terms = readProductTerms(JSON.parse(readFileSync(join(packageRoot, 'data', 'product-terms.json'), 'utf8')));
  const cells = (gate: IncidentGate | LineGate): string[] => [
    `${gateConditions[gate.code].ja}<br>${gateConditions[gate.code].en}`,
    gate.result,
    `\`${gate.code}\``,
    gate.rule,
    exampleOf(gate, terms),
  ];
  const head = ['条件 condition', '結果 result', 'code', '根拠 rule', '例 example → 答え answer'];
  return `# 支払の判定 Rules of payment

${generatedNotice}Gates are looked at in this order. \`not-payable\` ends the line; \`refer\` leaves it to a person and goes on. Every example is held by a spec (\`libs/coverage/examples.spec.ts\`). Unless an example says otherwise: a general clinic with plan 3, in force from 2026-04-01 to 2027-04-01, a confirmed attack in Japan by an outsider that occurred on 2026-09-08 and was discovered on 2026-09-10, and a cost of 500,000 yen.

## 事故の条件 Gates of the incident, on every line

${markdownTable(
  ['#', ...head],
  incidentGateTable.map((gate) => [gate.gate, ...cells(gate)]),
)}

## 費用の条件 Gates of a line

${markdownTable(
  ['#', '対象 applies to', ...head],
  lineGateTable.map((gate) => [gate.gate, appliesTo(gate.appliesTo), ...cells(gate)]),
)}

## 根拠 Sources

The words are those of the product page, <${productPage}>. It explains the cover and is never the ground of a denial: that is the article of the policy wording, which is entered and approved apart (\`POST /terms-entries\`).

${markdownTable(
  ['rule', '商品ページの言葉 words of the product page', '意味 meaning'],
  ruleIds.map((id) => {
    const { words, ja, en } = productRules[id];
    return [id, words ?? '（記載なし not in the published terms）', `${ja}<br>${en}`];
  }),
)}
`;
}

function exampleOf({ code }: IncidentGate | LineGate, terms: ProductTerms): string {
  const example = gateExamples[code];
  const [line] = assessRequest(exampleRequest(example), terms).lines;
  if (!line) throw new Error(`The example of ${code} has no line.`);
  const figure = line.outcome === 'refer' ? line.wouldPay : line.payable;
  const said = `${categoryTable[line.category].ja}、${example.ja}<br>${categoryTable[line.category].en}: ${example.en}`;
  return `${said}<br>→ ${line.outcome}, ${figure.toLocaleString('en-US')} (${line.reasons.map((reason) => reason.code).join(', ')})`;
}

/** Whole coverages by their name, what is left by its category. */
function appliesTo(applies: readonly Category[]): string {
  if (applies.length === categories.length) return 'すべて all';
  const whole = ['response-expense', 'liability', 'business-interruption'] as const satisfies readonly Coverage[];
  const of = (coverage: Coverage): readonly Category[] => categories.filter((one) => coverageOf(one) === coverage);
  const parts: string[] = [];
  for (const coverage of whole) {
    const [inside, named] = [of(coverage), applies.filter((one) => coverageOf(one) === coverage)];
    const missing = inside.filter((one) => !named.includes(one));
    if (named.length === 0) continue;
    if (missing.length === 0) parts.push(coverage);
    else if (missing.length * 3 > named.length) parts.push(named.map((one) => `\`${one}\``).join(', '));
    else parts.push(`${coverage} but ${missing.map((one) => `\`${one}\``).join(', ')}`);
  }
  return parts.join('; ');
}
