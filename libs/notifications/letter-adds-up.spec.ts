import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { assessRequest, readProductTerms, type AssessedLine, type CoverageRequest } from '#coverage';
import { differencesOf, type DecisionEntity } from '#decisions';
import { packageRoot } from '#platform';
import { arbitraryRequest } from '../../test/support/arbitrary-request.js';
import { printedDecisions } from '../../test/support/printed-decisions.js';
import type { LetterContent } from './letter-content.js';
import { letterPdf } from './letter-pdf.js';

const terms = readProductTerms(JSON.parse(readFileSync('data/product-terms.json', 'utf8')));
/** Letters of one run, all of them on the pages of one PDF. */
const decisions = process.env['SONAE_TEST_LONG'] === '1' ? 2_000 : 300;

const share = fc.double({ min: 0, max: 1, noNaN: true });
const reasonTexts = fc.constantFrom('資料で確認できません。', '平常時の保守です。', '別の契約で補償されます。');

interface Drawn {
  readonly kind: DecisionEntity['kind'];
  readonly part: number;
  readonly split: number;
  readonly texts: readonly string[];
}
const drawn: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom('approve', 'approve', 'reduce', 'reject'),
  part: share,
  split: share,
  texts: fc.array(reasonTexts, { minLength: 1, maxLength: 3 }),
});

/** A decision as a proposal makes it, of what was assessed; every figure in whole yen. */
function decided(
  basis: DecisionEntity['basis'],
  { claimed, assessed, limited }: { claimed: number; assessed: number; limited: boolean },
  { kind, part, split, texts }: Drawn,
): DecisionEntity {
  const least = Math.min(assessed, claimed);
  const above = kind === 'approve' && part > 0.9 && !limited ? Math.floor((claimed - least) * part) : 0;
  const reduced = kind === 'reduce' && least > 0;
  const amount = kind === 'reject' ? 0 : reduced ? Math.floor((least - 1) * part) : least + above;
  const off = least - amount;
  const first = Math.floor(off * split);
  const amounts = reduced ? (texts.length === 1 ? [off] : [first, off - first]) : texts.map(() => null);
  const reasons =
    kind === 'approve' && above === 0
      ? []
      : amounts.map((yen, at) => ({ code: 'not-proven' as const, amount: yen, text: texts[at] ?? '' }));
  return {
    id: '',
    expense_id: '',
    incident_id: '',
    institution_id: '',
    no: 1,
    kind: reduced || kind !== 'reduce' ? kind : 'approve',
    amount_yen: amount,
    claimed_yen: claimed,
    assessed_yen: least,
    deductible_yen: 0,
    reasons,
    answers: [],
    text_ja: '見本',
    text_en: null,
    basis,
    needs: {
      totalYen: 0,
      senior: false,
      seniorCountersigner: false,
      twoSeniors: false,
      ground: 'none',
      because: [],
      proposer: { personId: '', senior: true, authorityYen: 0 },
    },
    countersigners: 0,
    proposed_by: '',
    proposed_as: 'adjuster',
    proposed_at: new Date(),
  };
}

const assessedOf = ({ outcome, wouldPay }: AssessedLine): number => (outcome === 'not-payable' ? 0 : wouldPay);
const basisOf = (request: CoverageRequest, line: AssessedLine, more: object = {}): DecisionEntity['basis'] => ({
  request,
  requestHash: '',
  line,
  limits: null,
  lessYen: 0,
  ...more,
});

/** Of one line; of a line that supplements another; of months of business interruption together. */
const arbitraryDecision: fc.Arbitrary<DecisionEntity> = fc
  .tuple(
    arbitraryRequest.filter(({ lines }) => lines.length > 0),
    drawn,
    fc.constantFrom('line', 'line', 'supplement', 'statement'),
    fc.array(fc.integer({ min: 0, max: 20_000_000 }), { minLength: 6, maxLength: 6 }),
  )
  .map(
    ([
      request,
      said,
      of,
      [all = 0, reducedYen = 0, beforeYen = 0, left = 0, more = 0, stays = 0],
    ]): DecisionEntity | null => {
      const [line] = assessRequest(request, terms).lines;
      if (!line) return null;
      const assessed = assessedOf(line);
      if (of === 'line')
        return decided(
          basisOf(request, line),
          { claimed: line.claimed, assessed, limited: line.steps.length > 0 },
          said,
        );
      if (of === 'supplement') {
        const lessYen = Math.floor(Math.min(assessed, line.claimed) * said.split);
        const claimed = Math.max(1, Math.floor((line.claimed - lessYen) * said.part));
        const rest = Math.max(0, Math.min(assessed - lessYen, claimed));
        return decided(basisOf(request, line, { lessYen }), { claimed, assessed: rest, limited: true }, said);
      }
      const totalYen = Math.max(0, all - reducedYen);
      const staysYen = Math.max(0, stays - 10_000_000);
      const paysYen = Math.min(totalYen + staysYen, beforeYen + left) - beforeYen;
      const statement = { lines: [], totalYen, reducedYen, beforeYen, staysYen, paysYen, deductibleYen: 0 };
      const claimed = Math.max(0, all + staysYen + more - beforeYen, paysYen);
      return decided(
        basisOf(request, line, { statement }),
        { claimed, assessed: Math.max(0, paysYen), limited: true },
        said,
      );
    },
  )
  .filter((decision) => decision !== null);

describe('a letter', () => {
  it(`adds up, as it is printed: of ${decisions} random decisions, what is claimed less every difference is what is paid`, async () => {
    const rows = fc.sample(arbitraryDecision, decisions);
    const content: LetterContent = {
      kind: 'payment-notice',
      number: 'L-000001',
      day: '2026-11-27',
      writtenAt: '2026-11-27T00:00:00.000Z',
      to: '見本医院 御中',
      from: '見本損害保険株式会社',
      caseNumber: 'MC-2026-000001-7',
      policyNumber: null,
      opening: '見本',
      lines: rows.map((decision, at) => ({
        name: `明細${at + 1}`,
        claimed: decision.claimed_yen,
        paid: decision.amount_yen,
        steps: differencesOf(decision),
        text: '見本',
      })),
      facts: [],
      limits: [],
      articles: [],
      closing: [],
    };
    const read = spawnSync(process.execPath, [join(packageRoot, 'test/support/pdf-text.mjs')], {
      input: await letterPdf(content),
      maxBuffer: 100_000_000,
    });
    const printed = printedDecisions(read.stdout.toString());
    expect(printed.map(({ claimed, paid }) => [claimed, paid])).toEqual(
      rows.map((decision) => [decision.claimed_yen, decision.amount_yen]),
    );
    for (const [at, { claimed, differences, paid, text }] of printed.entries()) {
      const less = differences.reduce((sum, yen) => sum + yen, 0);
      expect([at, text, claimed - less]).toEqual([at, text, paid]);
    }
  }, 120_000);
});
