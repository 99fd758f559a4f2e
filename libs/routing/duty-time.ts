export interface DutyInterval {
  readonly from: string;
  readonly to: string;
}

export function afterDutyMinutes(rosterIntervals: readonly DutyInterval[], start: Date, minutes: number): Date | null {
  if (minutes <= 0) return start;
  let left = minutes * 60_000;
  let now = start.getTime();
  for (const { from, to } of inOrder(rosterIntervals)) {
    // hours with two people on duty count once: from where counting stopped
    now = Math.max(now, from);
    const onDuty = Math.max(0, to - now);
    if (onDuty >= left) return new Date(now + left);
    left -= onDuty;
    now = Math.max(now, to);
  }
  return null;
}

function inOrder(intervals: readonly DutyInterval[]): { from: number; to: number }[] {
  return intervals
    .map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from);
}
