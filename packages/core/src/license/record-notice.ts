import type { LoadedProgram } from '../catalog/load.ts';
import { civilDate, startOfDay } from '../time/zone.ts';
import type { LifecycleCommand } from './command.ts';
import type { Decided } from './decided.ts';
import type { License, Notice } from './license.ts';
import { known } from './named-line.ts';
import { allNotices, noticeId, withNotice } from './notice.ts';
import { refused, type Refusal } from './refusal.ts';

/**
 * Takes the word of whoever sent a notice. It counts where the notice was given within its window; then also where the word comes late, and the
 * notice was taken for missed.
 */
export function recordNotice(
  license: License,
  program: LoadedProgram,
  { row, on, channel, at }: Extract<LifecycleCommand, { type: 'record-notice' }>,
  now: number,
): Decided | Refusal {
  const all = allNotices(license, program);
  const named = all.filter((notice) => notice.row === row && notice.on === on);
  if (named.length === 0)
    return refused('notice_unknown', `no notice of ${row} is due before ${on}${known(all.map(noticeId))}`);
  const today = civilDate(now, license.zone);
  const day = at ?? today;
  if (day > today) return refused('date_outside', `${day} lies ahead; a notice is recorded once it was given`);
  const open = named.filter(({ given }) => given === null);
  if (open.length === 0) return refused('nothing_changes', `the notice of ${row} before ${on} was given already`);
  const inTime = open.filter(({ earliest, latest }) => (earliest === null || earliest <= day) && day <= latest);
  if (inTime.length === 0) return refused('notice_outside', `${day} is not within ${open.map(windowOf).join(' nor ')}`);
  const given = { at: at === undefined ? now : startOfDay(at, license.zone), channel: channel ?? null };
  return {
    notices: inTime.reduce<readonly Notice[]>(
      (notices, notice) => withNotice(notices, { ...notice, due: notice.due ?? now, given, missed: null }),
      license.notices,
    ),
  };
}

function windowOf({ row, earliest, latest }: Notice): string {
  return `the window of ${row}, ${earliest === null ? 'up to' : `${earliest} to`} ${latest}`;
}
