/** Ages of what is not decided, in days since the submission, from and to. */
export const undecidedBands = [
  { code: '0-7', from: 0, to: 7, textJa: '7日以内', textEn: 'Up to 7 days' },
  { code: '8-14', from: 8, to: 14, textJa: '8日から14日', textEn: '8 to 14 days' },
  { code: '15-30', from: 15, to: 30, textJa: '15日から30日', textEn: '15 to 30 days' },
  { code: '31-60', from: 31, to: 60, textJa: '31日から60日', textEn: '31 to 60 days' },
  { code: '61', from: 61, to: null, textJa: '61日以上', textEn: '61 days and more' },
] as const;

/** A case whose severity nobody has set. */
export const severityNotSet = { code: 'not-set', textJa: '未設定', textEn: 'Not set' } as const;
