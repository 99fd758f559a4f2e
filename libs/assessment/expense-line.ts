import { coverageOf, type Category, type RequestLine } from '#coverage';
import { hasConsent, unruledStates, type StoredExpense } from '#expenses';

type Figures = 'lost-profit' | 'revenue-decline-prevention' | 'business-continuation';

/** The figures of a business-interruption line; a day that is not named has not come yet. */
const figures: Readonly<Record<Figures, { readonly yen: readonly string[]; readonly day: string | null }>> = {
  'lost-profit': {
    yen: ['standardRevenue', 'actualRevenue', 'profitRate', 'avoidedOrdinaryExpenses'],
    day: null,
  },
  'revenue-decline-prevention': { yen: ['avoidedRevenueDecline', 'profitRate'], day: 'businessRecoveredOn' },
  'business-continuation': { yen: ['avoidedCosts'], day: 'systemRestoredOn' },
};

/** The months of business interruption that count: each as its newest supplement has it. */
export function currentInterruption(expenses: readonly StoredExpense[]): StoredExpense[] {
  const counted = expenses.filter(
    ({ category, state }) =>
      coverageOf(category) === 'business-interruption' && !['withdrawn', 'rejected'].includes(state),
  );
  return counted.filter(({ id, supplements, line }) => {
    const first = supplements ?? id;
    return !counted.some((other) => (other.supplements === first || other.id === first) && other.line > line);
  });
}

/**
 * The expenses in one request of the engine: those without a ruling (a supplement is assessed with its first line), and
 * every month of business interruption that counts, because months deduct from each other while the case is open.
 */
export function assessedTogether(expenses: readonly StoredExpense[]): StoredExpense[] {
  const months = new Set(currentInterruption(expenses).map(({ id }) => id));
  return expenses.filter(
    ({ id, state, category, supplements }) =>
      months.has(id) ||
      (coverageOf(category) !== 'business-interruption' && unruledStates.includes(state) && supplements === null),
  );
}

/**
 * The line of the engine's request for an expense, under the expense's id, with the insurer's consent; what its
 * category does not use is left out.
 */
export function lineOf(expense: StoredExpense): RequestLine {
  const { interruption, consent: _, preApproval: __, ...flags } = expense.flags;
  return {
    id: expense.id,
    category: expense.category,
    amount: expense.amount_yen,
    tax: expense.tax_yen,
    incurredOn: expense.incurred_on,
    ...flags,
    ...(hasConsent(expense) ? { consent: true } : {}),
    ...(hasFigures(expense.category) ? { interruption: figuresOf(expense.category, interruption) } : {}),
  } as RequestLine;
}

const hasFigures = (category: Category): category is Figures => Object.hasOwn(figures, category);

function figuresOf(category: Figures, given: object = {}): object {
  const { yen, day } = figures[category];
  const known = given as Readonly<Record<string, unknown>>;
  return {
    ...Object.fromEntries(yen.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]]))),
    ...(day === null ? {} : { [day]: known[day] ?? null }),
  };
}
