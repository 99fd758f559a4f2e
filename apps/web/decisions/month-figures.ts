import type { Schemas } from '../api/api.js';

type Figures = NonNullable<Schemas['MonthVersionDto']['figures']>;
export type FigureName = keyof Figures;
export type MonthCategory = Schemas['StatementMonthDto']['category'];

export type FigureKind = 'yen' | 'rate' | 'day';

/** The figures that count for a category of business interruption, in the order in which they are calculated. */
export const figuresOf: Readonly<Record<MonthCategory, readonly (readonly [FigureName, FigureKind])[]>> = {
  'lost-profit': [
    ['standardRevenue', 'yen'],
    ['actualRevenue', 'yen'],
    ['profitRate', 'rate'],
    ['avoidedOrdinaryExpenses', 'yen'],
  ],
  'revenue-decline-prevention': [
    ['avoidedRevenueDecline', 'yen'],
    ['profitRate', 'rate'],
    ['businessRecoveredOn', 'day'],
  ],
  'business-continuation': [
    ['avoidedCosts', 'yen'],
    ['systemRestoredOn', 'day'],
  ],
};

/** A rate from 0 to 1 in percent, with no digit lost. */
export const percentOf = (rate: number): string => `${Number((rate * 100).toFixed(4))}%`;
