import type { ContractParameters, Coverage, PlanLimits, UsedAmounts } from '#coverage';

/**
 * The kinds of postings: hold (decided), consume (paid), release (ends another), order (the possible cost of a support
 * order).
 */
export type PostingKind = 'hold' | 'consume' | 'release' | 'order';

/** What an amount is taken from: the limits of its coverage, or the incident's deductible. */
export type Takes = 'limit' | 'deductible';

/** The open postings of a period, summed by case, coverage and kind. */
export interface OpenAmount {
  readonly incidentId: string;
  readonly takes: Takes;
  readonly coverage: Coverage;
  readonly kind: Exclude<PostingKind, 'release'>;
  /** Whole yen. */
  readonly yen: number;
}

/** The parts of a contract that its buckets are made from. */
export interface LimitedContract {
  /** Yen per incident. */
  readonly deductible: number;
  readonly businessInterruption: { readonly limit: number } | null;
  readonly parameters: ContractParameters;
}

/** A limit with what is paid, held and ordered, in whole yen. */
export interface Bucket {
  readonly bucket: 'response-expense' | 'aggregate' | 'business-interruption' | 'deductible';
  readonly limit: number;
  readonly paid: number;
  readonly held: number;
  readonly ordered: number;
  /** Limit less paid and held, never below 0; orders do not reduce it. */
  readonly remaining: number;
}

/**
 * The buckets of a period as one case sees them (R-LIM-2, R-LIM-4, R-LIM-5): its own where the contract's limit is for
 * each incident, and its own deductible. `incidentId` null: the period's as a whole; a limit for each incident is then
 * untouched.
 */
export function bucketsOf(
  contract: LimitedContract,
  plan: PlanLimits,
  open: readonly OpenAmount[],
  incidentId: string | null,
): Bucket[] {
  const { parameters, businessInterruption } = contract;
  const perIncident = parameters.responseExpenseLimitScope === 'incident';
  const inside = parameters.businessInterruptionInsideAggregate === true;
  const limits = open.filter(({ takes }) => takes === 'limit');
  const ofCase = (amount: OpenAmount): boolean => amount.incidentId === incidentId;
  return [
    bucket(
      'response-expense',
      plan.responseExpenseLimit,
      limits.filter((amount) => amount.coverage === 'response-expense' && (!perIncident || ofCase(amount))),
    ),
    bucket(
      'aggregate',
      plan.liabilityLimit,
      limits.filter(({ coverage }) => inside || coverage !== 'business-interruption'),
    ),
    ...(businessInterruption
      ? [
          bucket(
            'business-interruption',
            businessInterruption.limit,
            limits.filter(({ coverage }) => coverage === 'business-interruption'),
          ),
        ]
      : []),
    ...(incidentId === null
      ? []
      : [
          bucket(
            'deductible',
            contract.deductible,
            open.filter((amount) => amount.takes === 'deductible' && ofCase(amount)),
          ),
        ]),
  ];
}

function bucket(name: Bucket['bucket'], limit: number, amounts: readonly OpenAmount[]): Bucket {
  const sum = (kind: OpenAmount['kind']): number =>
    amounts.filter((amount) => amount.kind === kind).reduce((total, { yen }) => total + yen, 0);
  const [paid, held] = [sum('consume'), sum('hold')];
  return { bucket: name, limit, paid, held, ordered: sum('order'), remaining: Math.max(0, limit - paid - held) };
}

/**
 * The engine's `used` (yen) for a case: what is paid or held in its period. Its own business interruption is left out,
 * with the deductible taken from it: those lines stay in the request while the case is open (money rule, statements).
 */
export function usedFor(open: readonly OpenAmount[], incidentId: string): UsedAmounts {
  const counted = open.filter(
    ({ kind, coverage, incidentId: of }) =>
      kind !== 'order' && !(coverage === 'business-interruption' && of === incidentId),
  );
  const sum = (of: (amount: OpenAmount) => boolean): number =>
    counted.filter(of).reduce((total, { yen }) => total + yen, 0);
  const limit = (coverage: Coverage): number =>
    sum((amount) => amount.takes === 'limit' && amount.coverage === coverage);
  return {
    responseExpense: limit('response-expense'),
    responseExpenseThisIncident: sum(
      (amount) =>
        amount.takes === 'limit' && amount.coverage === 'response-expense' && amount.incidentId === incidentId,
    ),
    liability: limit('liability'),
    businessInterruption: limit('business-interruption'),
    deductible: sum((amount) => amount.takes === 'deductible' && amount.incidentId === incidentId),
  };
}

/** Open amounts without some of them. */
export function withoutAmounts(open: readonly OpenAmount[], some: readonly OpenAmount[]): OpenAmount[] {
  const same = (a: OpenAmount, b: OpenAmount): boolean =>
    a.incidentId === b.incidentId && a.takes === b.takes && a.coverage === b.coverage && a.kind === b.kind;
  return open
    .map((amount) => ({
      ...amount,
      yen: amount.yen - some.filter((one) => same(one, amount)).reduce((sum, { yen }) => sum + yen, 0),
    }))
    .filter(({ yen }) => yen > 0);
}

/** The effect of an act on open amounts: its amounts, and the postings that it ends. */
export interface DrawnAct {
  readonly postings: readonly (Pick<OpenAmount, 'takes' | 'coverage' | 'yen'> & { readonly kind: PostingKind })[];
  readonly ended: DrawnAct['postings'];
}

/** The open amounts after an act of a case; nothing is posted. A release is the amount of the posting that it ends. */
export function afterAct(open: readonly OpenAmount[], incidentId: string, { postings, ended }: DrawnAct): OpenAmount[] {
  const amount = ({ kind, takes, coverage, yen }: DrawnAct['postings'][number]): OpenAmount[] =>
    kind === 'release' ? [] : [{ incidentId, kind, takes, coverage, yen }];
  return [...withoutAmounts(open, ended.flatMap(amount)), ...postings.flatMap(amount)];
}

/** What is left (yen) for one more payment of a coverage in all the buckets that it counts in. */
export function leftFor(
  coverage: Coverage,
  contract: Pick<LimitedContract, 'parameters'>,
  buckets: readonly Bucket[],
): number {
  const counts: Readonly<Record<Coverage, readonly Bucket['bucket'][]>> = {
    'response-expense': ['response-expense', 'aggregate'],
    liability: ['aggregate'],
    'business-interruption': contract.parameters.businessInterruptionInsideAggregate
      ? ['business-interruption', 'aggregate']
      : ['business-interruption'],
  };
  return Math.min(...counts[coverage].map((name) => buckets.find((one) => one.bucket === name)?.remaining ?? 0));
}
