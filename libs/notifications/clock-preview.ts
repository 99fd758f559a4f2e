import type { Tx } from '#database';
import { expenseById } from '#expenses';
import { draftClock, type ClockAct } from '#payments';
import { faultAt } from '#problems';
import { clockNotice } from './clock-notice.js';
import type { ClockPreviewDto, DraftClockDto } from './clock-preview.dto.js';
import { letterTitles } from './letter-words.js';

/**
 * What an act on the time to pay would move, and the notice about it by the function that writes it; nothing is kept.
 * Throws `requests.field-missing`, and what the act itself throws.
 */
export async function clockPreview(tx: Tx, expenseId: string, body: DraftClockDto): Promise<ClockPreviewDto> {
  const act = actOf(body);
  const { before, after } = await draftClock(tx, expenseId, act);
  const told = body.told?.trim() ?? '';
  const isTold = (act.act === 'extend' || act.act === 'complete') && told !== '';
  const open = { completeOn: null, lastDay: null, payBy: null };
  return {
    before: before ?? open,
    after: after ?? open,
    notice: isTold ? noticeOf(await expenseById(tx, expenseId), act, told, after?.lastDay ?? null) : null,
  };
}

function noticeOf(
  expense: Parameters<typeof clockNotice>[0],
  act: ClockAct,
  text: string,
  lastDay: string | null,
): NonNullable<ClockPreviewDto['notice']> {
  const change = {
    ground: act.act === 'extend' ? act.ground : null,
    complete_on: act.act === 'complete' ? act.completeOn : null,
    text,
  };
  const { opening, facts } = clockNotice(expense, change, lastDay);
  return { titleJa: letterTitles['clock-notice'], openingJa: opening, facts: [...facts] };
}

function actOf({ act, ground, day }: DraftClockDto): ClockAct {
  if (act === 'extend') {
    if (!ground) throw faultAt('/ground', 'requests.field-missing');
    return { act, ground };
  }
  if (!day) throw faultAt('/day', 'requests.field-missing');
  if (act === 'complete') return { act, completeOn: day };
  return act === 'suspend' ? { act, fromOn: day } : { act, toOn: day };
}
