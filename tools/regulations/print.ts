import type { Change, Changes, Explanation, Obligation, RowNotes } from '@licet/core/regulation';
import { columns } from './columns.ts';

/** An explanation as a person reads it: the verdict, what is to be done by when, and the rows that say so. */
export function printExplanation(explanation: Explanation): string {
  const { verdict, because, day, zone, vendorNexus, features, rows, undetermined, superseded, inactive } = explanation;
  return sections([
    [
      '',
      `On ${day} (${zone}): ${VERDICTS[verdict]}${shareOf(explanation)}${because.length > 0 ? `, because of ${because.join(', ')}` : ''}.`,
    ],
    ['Feature by feature', featureTable(features)],
    ['Rows that act', rowTable(rows, ({ row, place, on }) => [row, place ?? '*', on])],
    ['What they demand', demands(explanation)],
    ['Not known', rowTable(undetermined, ({ row, missing }) => [row, missing, ''])],
    ['Replaced by another row', rowTable(superseded, ({ row }) => [row, '', ''])],
    ['Not acting', rowTable(inactive, (row) => [row.row, idle(row), row.effectiveFrom ?? ''])],
    ['', binding(vendorNexus)],
    ['', foot(explanation)],
  ]);
}

const VERDICTS = {
  allow: 'allowed',
  review: 'a person has to look first, and until then it may not be',
  deny: 'denied',
} as const satisfies Record<Explanation['verdict'], string>;

/** What changes in some time, as a person reads it. */
export function printChanges(changes: Changes): string {
  const { from, to, vendorNexus } = changes;
  const nothing = [changes.changes, changes.off, changes.reviews].every((some) => some.length === 0);
  return sections([
    ['', `From ${from} on, and before ${to}${nothing ? ': nothing changes' : ''}.`],
    ['What changes', changeTable(changes.changes)],
    ['What would change, were it switched on and in force', changeTable(changes.off)],
    ['Due for review', changeTable(changes.reviews)],
    ['', binding(vendorNexus)],
    ['', foot(changes)],
  ]);
}

function sections(all: readonly (readonly [title: string, text: string])[]): string {
  return all
    .filter(([, text]) => text !== '')
    .map(([title, text]) => (title === '' ? text : `${title}\n${text}`))
    .join('\n\n');
}

function rowTable<T extends RowNotes>(rows: readonly T[], lead: (row: T) => readonly string[]): string {
  if (rows.length === 0) return '';
  const head = ['row', 'where', 'as of', 'what it is', 'source', 'tag', 'reviewed'];
  return columns(
    head,
    rows.map((row) => [...lead(row), row.title, row.source, tagOf(row), reviewOf(row)]),
  );
}

function idle({ switchedOn, status }: RowNotes): string {
  return [...(switchedOn ? [] : ['off']), ...(status === 'in_force' ? [] : [status])].join(', ');
}

/** The tag; of the dates too, where they have another. The arrow says that it may have moved. */
function tagOf({ tag, dateTag, moving }: RowNotes): string {
  return [tag, ...(dateTag === null || dateTag === tag ? [] : [`dates ${dateTag}`]), ...(moving ? ['⟳'] : [])].join(
    ' ',
  );
}

function reviewOf({ reviewedBy, reviewDue }: RowNotes): string {
  return reviewedBy === null ? `nobody, due ${reviewDue}` : `${reviewedBy}, again ${reviewDue}`;
}

/** Of how many features the verdict is, where others are denied, or have to be looked at. */
function shareOf({ features, verdict }: Explanation): string {
  const such = features.filter((one) => one.verdict === verdict).length;
  return such === features.length ? '' : ` for ${such} of ${features.length} features`;
}

/** Where there are several; of one alone, all that is said is about it. */
function featureTable(features: Explanation['features']): string {
  if (features.length < 2) return '';
  return columns(
    ['feature', 'verdict', 'because of', 'rows that act', ...(features.some(({ cap }) => cap !== null) ? ['cap'] : [])],
    features.map(({ name, facts, verdict, because, rows, cap }) => [
      name ?? Object.values(facts).flat().join(' '),
      VERDICTS_IN_SHORT[verdict],
      because.join(', '),
      rows.join(', '),
      cap === null ? '' : `${cap.max}, by ${cap.rows.join(', ')}`,
    ]),
  );
}

const VERDICTS_IN_SHORT = { allow: 'allowed', review: 'to be looked at', deny: 'denied' } as const satisfies Record<
  Explanation['verdict'],
  string
>;

function demands({ features, obligations, contract, attributes, homes }: Explanation): string {
  const by = (rows: readonly string[]) => rows.join(', ');
  const lines: string[][] = obligations.map((one) => [one.row, one.kind, windowOf(one), detailOf(one)]);
  if (contract !== null) {
    const { renewalMode: mode, renewalTermCap, bound } = contract;
    if (mode !== null) lines.push([by(mode.rows), 'renewal', mode.from ?? '', words(mode.mode)]);
    if (renewalTermCap !== null)
      lines.push([by(renewalTermCap.rows), 'renewal', '', `for ${renewalTermCap.max} at most`]);
    if (bound !== null) lines.push([by(bound.rows), 'bound', `until ${bound.until}`, `for ${bound.max} at most`]);
    for (const { rows, from, max, fee } of contract.noticeCaps)
      lines.push([
        by(rows),
        'notice to give',
        `from ${from}`,
        `${max} at most${fee === null ? '' : ', without a fee'}`,
      ]);
    for (const { rows, fee, max } of contract.feeCaps) lines.push([by(rows), `${fee} fee`, '', `${max} at most`]);
    for (const { rows, name } of contract.channels) lines.push([by(rows), 'way to cancel', '', words(name)]);
    for (const right of contract.coolingOff)
      lines.push([
        by(right.rows),
        'cooling off',
        `${right.from} to ${right.lastDay}`,
        `${words(right.refund)} refund${right.refundWithin === null ? '' : ` within ${right.refundWithin}`}${right.waived ? ', waived' : ''}`,
      ]);
  }
  const cap = features.length === 1 ? (features[0]?.cap ?? null) : null;
  if (cap !== null) lines.push([by(cap.rows), 'cap', '', String(cap.max)]);
  for (const { rows, name, held } of attributes)
    lines.push([by(rows), 'evidence', '', `${name}${held ? ', held' : ' is missing'}`]);
  for (const { row, places } of homes.within) lines.push([row, 'home', '', `in ${places.join(' or ')}`]);
  if (homes.recorded.length > 0) lines.push(['', 'home', '', `anywhere, by ${homes.recorded.join(', ')}`]);
  if (homes.permitted !== null) lines.push(['', 'homes', '', homes.permitted.join(', ') || 'none is permitted']);
  return lines.length === 0 ? '' : columns(['row', 'what', 'when', 'in detail'], lines);
}

/** When an obligation is to be met, both days inclusive. */
function windowOf(obligation: Obligation): string {
  switch (obligation.kind) {
    case 'notice.window':
    case 'change.notice':
      if (obligation.latest === null) return 'not known';
      return obligation.earliest === null
        ? `by ${obligation.latest}`
        : `${obligation.earliest} to ${obligation.latest}`;
    case 'notice.periodic':
      return `next ${obligation.next}`;
    case 'report.periodic':
      return `by ${obligation.due}`;
    case 'retention.delete_by':
      return obligation.by === null ? 'not known' : `by ${obligation.by}`;
    case 'change.reconsent':
      return `on ${obligation.on}`;
    default:
      return '';
  }
}

function detailOf(obligation: Obligation): string {
  switch (obligation.kind) {
    case 'notice.window': {
      const { anchor, on, onMissed } = obligation;
      const missed = onMissed === null ? '' : `; missed: exit ${words(onMissed.exit)}`;
      return `before the ${words(anchor)}${on === null ? '' : ` on ${on}`}${missed}`;
    }
    case 'notice.periodic':
      return `a reminder every ${obligation.every}`;
    case 'require.consent':
      return `${obligation.forms.map(words).join(', ')}${obligation.given ? ', given' : ' is missing'}; proof kept until ${obligation.keepUntil ?? 'an end is known'}`;
    case 'change.notice':
      return `before the ${words(obligation.change)} on ${obligation.on}`;
    case 'change.reconsent':
      return `consent to the ${words(obligation.change)}${obligation.cancelUntil === null ? '' : `, or cancellation until ${obligation.cancelUntil}`}`;
    case 'exit.terms':
      return `notice ${obligation.noticeAtMost}, transition ${obligation.transitionAtMost} at most, retrieval ${obligation.retrievalAtLeast} at least`;
    case 'transfer.condition':
      return words(obligation.condition);
    case 'report.periodic':
      return 'a report';
    case 'retention.delete_by':
      return 'data deleted';
  }
}

function words(name: string): string {
  return name.replaceAll('_', ' ');
}

function changeTable(changes: readonly Change[]): string {
  if (changes.length === 0) return '';
  return columns(
    ['on', 'what', 'name', 'what it is', 'source', 'tag'],
    changes.map(({ on, what, name, place, provisions, row }) => [
      on,
      words(what),
      place === null ? name : `${place} ${what === 'joins' ? '→' : '←'} ${name}`,
      provisions.join('; ') || (row?.title ?? 'membership of a group'),
      row?.source ?? '',
      row === null ? '' : tagOf(row),
    ]),
  );
}

function binding(vendorNexus: readonly string[]): string {
  if (vendorNexus.length > 0) return `Taken to bind us: the law of ${vendorNexus.join(', ')}.`;
  return 'Nobody said whose law binds us: rows that hang on it, such as export control, are left out. Say it: --nexus US';
}

function foot({
  disclaimer: { text, unreviewed },
  packs,
  rulebook,
}: Pick<Explanation, 'disclaimer' | 'packs' | 'rulebook'>): string {
  const who = unreviewed.length > 8 ? `${unreviewed.length} of these rows` : unreviewed.join(', ');
  const nobody = unreviewed.length === 0 ? '' : ` Reviewed by nobody: ${who}.`;
  return [
    `${text}${nobody}`,
    'P: official text seen. S: secondary source. B: background knowledge, unverified. ⟳: may have moved.',
    `Rulebook ${rulebook} of ${packs.join(', ')}.`,
  ].join('\n');
}
