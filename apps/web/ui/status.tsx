import style from './ui.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

const shapes: Readonly<Record<Tone, string>> = {
  good: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-1 10L3.8 7.8l1.3-1.3L7 8.4l4-4 1.3 1.3Z',
  warn: 'M8 1 0.5 15h15ZM7 6h2v5H7Zm0 6h2v2H7Z',
  bad: 'M4.7 0.5h6.6l4.2 4.2v6.6l-4.2 4.2H4.7L0.5 11.3V4.7ZM7 4h2v5H7Zm0 6.5h2v2H7Z',
  info: 'M8 1 15 8 8 15 1 8Z',
  plain: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z',
};

/** A state: a shape and a word, and a colour that says nothing by itself. */
export function Status({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span className={`${style.status} ${style[tone]}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
        <path d={shapes[tone]} fill="currentColor" fillRule="evenodd" />
      </svg>
      <span>{children}</span>
    </span>
  );
}

const expenseTones: Readonly<Record<string, Tone>> = {
  paid: 'good',
  approved: 'good',
  rejected: 'bad',
  withdrawn: 'plain',
  'information-requested': 'warn',
  appealed: 'warn',
};
export const toneOfExpense = (state: string): Tone => expenseTones[state] ?? 'info';

const caseTones: Readonly<Record<string, Tone>> = {
  closed: 'good',
  declined: 'bad',
  withdrawn: 'plain',
  merged: 'plain',
};
export const toneOfCase = (state: string): Tone => caseTones[state] ?? 'info';

const coverageTones: Readonly<Record<string, Tone>> = { green: 'good', amber: 'warn', red: 'bad' };
export const toneOfCoverage = (outlook: string): Tone => coverageTones[outlook] ?? 'plain';

const supportTones: Readonly<Record<string, Tone>> = { available: 'good', refer: 'warn', 'not-available': 'bad' };
export const toneOfSupport = (outlook: string): Tone => supportTones[outlook] ?? 'plain';

const severityTones: Readonly<Record<string, Tone>> = { critical: 'bad', high: 'warn', normal: 'info' };
export const toneOfSeverity = (severity: string): Tone => severityTones[severity] ?? 'plain';

const paymentTones: Readonly<Record<string, Tone>> = {
  settled: 'good',
  returned: 'bad',
  stopped: 'plain',
  'set-aside': 'warn',
  cancelled: 'plain',
};
export const toneOfPayment = (state: string): Tone => paymentTones[state] ?? 'info';
