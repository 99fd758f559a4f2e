import style from './status.module.css';

/**
 * How bad a state is, and what it waits for: `new` nobody has begun, `working` we do, `waiting` for somebody else,
 * `good` done or complete, `warn` somebody must decide or it gets worse, `bad` a promise is broken, or it is stopped or
 * not allowed.
 */
export type Tone = 'new' | 'working' | 'waiting' | 'good' | 'warn' | 'bad';

const ring = 'M6 .6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 6 .6Zm0 1.8a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2Z';
const shapes: Readonly<Record<Tone, string>> = {
  new: ring,
  working: `${ring}M6 2.4a3.6 3.6 0 0 1 0 7.2Z`,
  waiting: 'M2.5 1.5H5v9H2.5ZM7 1.5h2.5v9H7Z',
  good: 'M6 0a6 6 0 1 1 0 12A6 6 0 0 1 6 0ZM2.6 6.2l2.5 2.6 4.4-4.9-1.1-1-3.3 3.7-1.5-1.5Z',
  warn: 'M6 .5 12 11.5H0ZM5.3 4.2v3.6h1.4V4.2Zm0 4.5v1.4h1.4V8.7Z',
  bad: 'M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5ZM5.2 2.5V7h1.6V2.5Zm0 5.5v1.6h1.6V8Z',
};

/** The shape of a tone, beside a word that says the same. */
export function Shape({ of: tone }: { readonly of: Tone }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
      <path d={shapes[tone]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}

/** A state: a shape and a word, and a colour that says nothing by itself. */
export function Status({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span className={`${style.status} ${style[tone] ?? ''}`}>
      <Shape of={tone} />
      <span>{children}</span>
    </span>
  );
}

const expenseTones: Readonly<Record<string, Tone>> = {
  paid: 'good',
  approved: 'good',
  rejected: 'bad',
  withdrawn: 'new',
  'information-requested': 'waiting',
  appealed: 'warn',
};
export const toneOfExpense = (state: string): Tone => expenseTones[state] ?? 'working';

const caseTones: Readonly<Record<string, Tone>> = {
  closed: 'good',
  declined: 'bad',
  withdrawn: 'new',
  merged: 'new',
};
export const toneOfCase = (state: string): Tone => caseTones[state] ?? 'working';

const coverageTones: Readonly<Record<string, Tone>> = { green: 'good', amber: 'warn', red: 'bad' };
export const toneOfCoverage = (outlook: string): Tone => coverageTones[outlook] ?? 'new';

const supportTones: Readonly<Record<string, Tone>> = { available: 'good', refer: 'warn', 'not-available': 'bad' };
export const toneOfSupport = (outlook: string): Tone => supportTones[outlook] ?? 'new';

const severityTones: Readonly<Record<string, Tone>> = { critical: 'bad', high: 'warn', normal: 'new' };
export const toneOfSeverity = (severity: string): Tone => severityTones[severity] ?? 'new';

const paymentTones: Readonly<Record<string, Tone>> = {
  settled: 'good',
  returned: 'bad',
  stopped: 'bad',
  'set-aside': 'warn',
  cancelled: 'new',
};
export const toneOfPayment = (state: string): Tone => paymentTones[state] ?? 'working';
