import { describe, expect, it } from 'vitest';
import { rulebookOf } from '../../../../test/support/packs.ts';
import { ALL_ON, DMCC_FROM, noon, SHIPPED, SHIPPED_PACKS } from '../../../../test/support/regulations.ts';
import { type Assessment, assess } from './assess.ts';
import type { Contract, FeatureFacts, Home, Situation } from './situation.ts';

const DAY = '2026-11-24';
const terms = { concluded: '2026-01-31', initialTerm: 'P1Y', renewalTerm: 'P1Y' };

function found(situation: Partial<Situation>, day = DAY, rulebook = SHIPPED): Assessment {
  return assess(rulebook, { act: 'check', places: {}, vendorNexus: ['US'], ...situation }, noon(day));
}

function renewing(place: string, contract: Partial<Contract>, day = DAY, rulebook = SHIPPED): Assessment {
  const given: Situation = {
    act: 'renewal',
    licensee: 'consumer',
    places: { billing: [place] },
    vendorNexus: ['US'],
    contract: { ...terms, ...contract },
  };
  return assess(rulebook, given, noon(day));
}

const seat = (place: string, feature: FeatureFacts = {}, more: Partial<Situation> = {}): Partial<Situation> => ({
  act: 'check',
  places: { usage: [place] },
  feature: { exportClass: 'EAR99', softwareClass: 'other', ...feature },
  ...more,
});

const windowOf = (assessment: Assessment, row: string) => {
  const one = assessment.obligations.find((obligation) => obligation.row === row && 'earliest' in obligation);
  return one !== undefined && 'earliest' in one ? [one.earliest, one.latest] : undefined;
};

describe('what an export row bars', () => {
  it.each(['issue', 'renewal', 'migration', 'check'] as const)('is %s, since each grants or keeps a right', (act) =>
    expect(found({ ...seat('KP'), act })).toMatchObject({ verdict: 'deny', because: ['us-embargo'] }),
  );

  it('is nothing to a vendor whom the law does not bind', () => {
    expect(found(seat('KP', {}, { vendorNexus: ['DE'] })).verdict).toBe('allow');
    const ruled = seat('RU', { softwareClass: 'design' }, { licensee: 'business' });
    expect(found({ ...ruled, vendorNexus: ['BR'] }).verdict).toBe('allow');
    expect(found({ ...ruled, vendorNexus: ['IE'] })).toMatchObject({ because: ['eu-ru-sw'] });
    expect(found({ ...ruled, vendorNexus: ['US', 'EU'] })).toMatchObject({ because: ['eu-ru-sw', 'us-ru-sw'] });
  });

  it('is businesses only, where it says so', () => {
    const design = (licensee: Situation['licensee']) => found(seat('RU', { softwareClass: 'design' }, { licensee }));
    expect(design('consumer').verdict).toBe('allow');
    expect(design('small_business').verdict).toBe('deny');
    expect(design(undefined).verdict).toBe('deny');
  });

  it("counts the customer's own place, too, before there is a seat", () => {
    expect(found({ act: 'issue', places: { billing: ['CU'], usage: ['DE'] } })).toMatchObject({ verdict: 'deny' });
    expect(found({ ...seat('DE'), places: { billing: ['CU'], usage: ['DE'] } })).toMatchObject({ verdict: 'allow' });
  });

  it.each([
    ['IR', '2024-05-16', 'deny'],
    ['IR', '2024-05-17', 'allow'],
    ['UA-43', '2015-01-01', 'allow'],
    ['x-UA-DNR', DAY, 'deny'],
    ['CU', DAY, 'deny'],
  ])('leaves tools of communication out, in %s on %s: %s', (place, day, verdict) => {
    expect(found(seat(place, { softwareClass: 'communications' }), day).verdict).toBe(verdict);
    expect(found(seat(place, { softwareClass: 'communications', exportClass: undefined }), day).verdict).toBe('deny');
    expect(found(seat(place, { softwareClass: 'communications', exportClass: '5D002' }), day).verdict).toBe('deny');
  });

  it('waits thirty days from a classification request, outside of Supplement 3', () => {
    const wait = (place: string, attributes = {}) =>
      found(seat(place, { exportClass: '5D002', enc: 'b2' }, { attributes })).verdict;
    expect([wait('BR'), wait('JP'), wait('US-CA'), wait('PR')]).toEqual(['deny', 'allow', 'allow', 'allow']);
    expect(wait('BR', { enc_classification_request: '2026-10-26' })).toBe('deny');
    expect(wait('BR', { enc_classification_request: '2026-10-25' })).toBe('allow');
  });

  it('asks for a yearly report of what was self-classified', () => {
    const due = (day: string) => found(seat('JP', { exportClass: '5D002', enc: 'b1' }), day).obligations;
    expect(due('2027-02-01')).toEqual([{ row: 'us-enc-report', kind: 'report.periodic', due: '2027-02-01' }]);
    expect(due('2027-02-02')).toEqual([{ row: 'us-enc-report', kind: 'report.periodic', due: '2028-02-01' }]);
  });
});

describe('a place that is not known', () => {
  it('is never anywhere: a check without one is reviewed', () => {
    expect(found({ act: 'check', feature: { exportClass: 'EAR99', softwareClass: 'other' } })).toMatchObject({
      verdict: 'review',
      because: ['us-crimea', 'us-dnr-lnr', 'us-embargo'],
    });
    expect(found(seat('ZZ')).verdict).toBe('review');
  });

  it('is denied where the row says so', () => {
    const strict = 'regulations: 1\npack: vendor\nrows:\n  us-embargo: { override: true, unknown: deny }\n';
    const rulebook = rulebookOf({ ...SHIPPED_PACKS, 'vendor.yaml': strict });
    expect(found({ act: 'check' }, DAY, rulebook)).toMatchObject({ verdict: 'deny' });
  });

  it('in a country of which parts are barred, is reviewed; in one of which none are, allowed', () => {
    expect(found(seat('UA'))).toMatchObject({
      verdict: 'review',
      undetermined: [
        { row: 'us-crimea', why: 'subdivision' },
        { row: 'us-dnr-lnr', why: 'subdivision' },
      ],
    });
    expect(found(seat('UA-99')).verdict).toBe('review');
    expect(found(seat('UA-30')).verdict).toBe('allow');
    expect(found(seat('US')).verdict).toBe('allow');
    expect(found(seat('US', { tags: ['biometric'] }))).toMatchObject({ verdict: 'review', because: ['il-bipa'] });
  });

  it("flags a renewal, and reckons no state's obligations", () => {
    const { verdict, obligations, because } = renewing('US', {});
    expect(verdict).toBe('review');
    expect(because).toEqual(['ca-2863', 'ca-notice', 'il-consent', 'il-notice', 'ny-notice']);
    expect(obligations).toEqual([]);
  });
});

describe('the place that counts', () => {
  it('is not China for Hong Kong and Macao, however they are written', () => {
    const applies = (place: string) =>
      found({ act: 'issue', licensee: 'business', places: { billing: [place] } }, DAY, ALL_ON).rows.some(
        ({ row }) => row === 'cn-home',
      );
    const ciio = ['CN', 'CN-GD', 'HK', 'CN-HK', 'MO', 'CN-MO'].map(applies);
    expect(ciio).toEqual([true, true, false, false, false, false]);
  });

  it('is worse in an occupied part than in its oblast', () =>
    expect(found(seat('x-UA-LNR'))).toMatchObject({ verdict: 'deny', because: ['us-dnr-lnr'] }));

  it('of a seat in the Union decides on its features, unless for a purpose that is excepted', () => {
    const emotion = (feature: FeatureFacts) =>
      found(seat('IE', { tags: ['ai.emotion-inference'], ...feature })).verdict;
    expect(emotion({})).toBe('deny');
    expect(emotion({ context: 'entertainment' })).toBe('allow');
    expect(emotion({ context: 'education', purpose: 'medical' })).toBe('allow');
    expect(emotion({ context: 'education', purpose: 'fun' })).toBe('deny');
  });
});

describe('the day that counts', () => {
  it("is the customer's, and in a check the seat's; without a zone, that of the place's capital", () => {
    const at = Date.parse('2025-02-02T05:00:00Z');
    const emotion = (more: Partial<Situation>) =>
      assess(
        SHIPPED,
        {
          act: 'check',
          places: { usage: ['IE'] },
          vendorNexus: [],
          feature: { tags: ['ai.emotion-inference'] },
          ...more,
        },
        at,
      );
    expect(emotion({})).toMatchObject({ zone: 'Europe/Dublin', day: '2025-02-02', verdict: 'deny' });
    expect(emotion({ zone: 'America/Los_Angeles' })).toMatchObject({ day: '2025-02-01', verdict: 'allow' });
    expect(emotion({ places: { usage: ['US-CA'] } })).toMatchObject({ zone: 'America/Los_Angeles' });
  });

  it('is that of the event: a renewal after a law has begun is announced by it, even before it has begun', () => {
    expect(windowOf(renewing('ES', { renewal: '2025-12-27' }, '2025-12-01'), 'es-notice')).toBeUndefined();
    expect(windowOf(renewing('ES', { renewal: '2025-12-28' }, '2025-12-01'), 'es-notice')).toEqual([
      null,
      '2025-12-13',
    ]);
  });
});

describe('windows', () => {
  it.each([
    [
      'a French one counts calendar months, from the end of a month to the end of a shorter one',
      'FR',
      'fr-notice',
      '2026-05-31',
      ['2026-02-28', '2026-04-30'],
    ],
    ['an Italian one has no first day', 'IT', 'it-notice', '2027-03-31', [null, '2027-03-01']],
    ['a Spanish one has no first day', 'ES', 'es-notice', '2027-03-31', [null, '2027-03-16']],
    ['one of New York lies before the deadline', 'US-NY', 'ny-notice', '2027-03-31', ['2027-02-14', '2027-03-16']],
    ['one of Illinois lies before the deadline', 'US-IL', 'il-notice', '2027-03-31', ['2027-01-30', '2027-03-01']],
  ] as const)('%s', (_, place, row, renewal, window) => {
    expect(windowOf(renewing(place, { renewal }), row)).toEqual(window);
  });

  it('lie before the deadline that the notice period makes, or that somebody says', () => {
    const ny = (contract: Partial<Contract>) =>
      windowOf(renewing('US-NY', { renewal: '2027-03-31', ...contract }), 'ny-notice');
    expect(ny({ noticePeriod: 'P1M' })).toEqual(['2027-01-14', '2027-02-13']);
    expect(ny({ noticePeriod: 'P1M', cancellationDeadline: '2027-03-01' })).toEqual(['2027-01-15', '2027-02-14']);
  });

  it('are those of long contracts: a year by any measure, and renewals of more than a month', () => {
    const ca = (contract: Partial<Contract>) =>
      windowOf(renewing('US-CA', { renewal: '2027-03-31', ...contract }), 'ca-notice');
    expect(ca({ initialTerm: 'P12M' })).toBeDefined();
    expect(ca({ initialTerm: 'P365D' })).toBeDefined();
    expect(ca({ initialTerm: 'P364D' })).toBeUndefined();
    expect(ca({ renewalTerm: 'P1M' })).toBeUndefined();
    expect(ca({ renewalTerm: 'P32D' })).toBeDefined();
    expect(ca({ initialTerm: undefined, renewalTerm: undefined })).toBeDefined();
  });

  it('before the end of a trial are those of trials of more than 31 days', () => {
    const trial = (from: string) => windowOf(renewing('US-CA', { trial: { from, end: '2027-03-31' } }), 'ca-trial');
    expect(trial('2027-02-27')).toEqual(['2027-03-10', '2027-03-28']);
    expect(trial('2027-02-28')).toBeUndefined();
  });

  it('say what the customer may do where they were missed', () => {
    const missed = (place: string) =>
      renewing(place, {}).obligations.flatMap((one) => (one.kind === 'notice.window' ? [one.onMissed] : []));
    expect(missed('FR')).toEqual([{ exit: 'any_time', refundWithin: 'P30D' }]);
    expect(missed('IT')).toEqual([{ exit: 'until_next_expiry', refundWithin: null }]);
  });
});

describe('a price', () => {
  const ny = (kind: 'rise' | 'fall') =>
    renewing('US-NY', { feeChange: { kind, on: '2026-12-31', charge: '2027-01-02' } }).obligations.filter(
      ({ row }) => row === 'ny-price',
    );

  it('that rises in New York is announced, and consented to or left until two weeks after the charge', () => {
    expect(ny('rise')).toEqual([
      {
        row: 'ny-price',
        kind: 'change.notice',
        change: 'price_rise',
        on: '2026-12-31',
        earliest: '2026-12-01',
        latest: '2026-12-26',
        exitUntil: null,
      },
      {
        row: 'ny-price',
        kind: 'change.reconsent',
        change: 'price_rise',
        on: '2026-12-31',
        cancelUntil: '2027-01-16',
        refund: 'pro_rata',
      },
    ]);
  });

  it('that falls is not, there; in California it is', () => {
    expect(ny('fall')).toEqual([]);
    expect(windowOf(renewing('US-CA', { feeChange: { kind: 'fall', on: '2026-12-31' } }), 'ca-fee')).toEqual([
      '2026-12-01',
      '2026-12-24',
    ]);
  });
});

describe('a right to change one’s mind', () => {
  const right = (contract: Partial<Contract>) => renewing('FR', contract).contract?.coolingOff[0];

  it('ends with the fourteenth day after the contract', () =>
    expect(right({})).toMatchObject({ from: '2026-01-31', lastDay: '2026-02-14', refundWithin: 'P14D' }));

  it('lasts twelve months more, from the end of the fourteen days, where nobody told of it', () =>
    expect(right({ informed: false })).toMatchObject({ lastDay: '2027-02-14' }));

  it('is given up by consent and acknowledgement for digital content, and by nothing less', () => {
    expect(right({ waiver: ['digital_content', 'consent'] })).toMatchObject({ waived: false });
    expect(right({ waiver: ['digital_content', 'consent', 'acknowledgement'] })).toMatchObject({ waived: true });
  });

  it('is another in the United Kingdom from the day on which a later law replaces the older one', () => {
    const gb = (concluded: string) =>
      renewing('GB', { concluded, trial: { from: concluded, end: '2027-06-01' } }, DMCC_FROM, ALL_ON);
    const before = gb('2027-04-05');
    expect([before.rows.map(({ row }) => row), before.superseded]).toEqual([['gb-ccr'], []]);
    const after = gb(DMCC_FROM);
    expect([after.rows.map(({ row }) => row), after.superseded]).toEqual([['gb-dmcc'], ['gb-ccr']]);
    expect(after.contract?.coolingOff).toMatchObject([
      { trigger: 'conclusion', lastDay: '2027-04-20' },
      { trigger: 'trial_end', lastDay: '2027-06-15' },
      { trigger: 'renewal', lastDay: '2028-04-20' },
    ]);
    expect(windowOf(after, 'gb-dmcc')).toBeDefined();
  });

  it('is not replaced by a law that does not act: pending, or switched off', () =>
    expect(renewing('GB', { concluded: '2028-01-01' }, '2028-01-01').rows.map(({ row }) => row)).toEqual(['gb-ccr']));
});

describe('a contract', () => {
  it('in Denmark binds for six months, and is left with a month of notice after five', () =>
    expect(renewing('DK', {}).contract).toMatchObject({
      bound: { max: 'P6M', until: '2026-07-31' },
      noticeCaps: [{ from: '2026-06-30', max: 'P1M' }],
      channels: [{ name: 'same_medium' }],
    }));

  it('in Belgium is left at any time after its first renewal, without a fee', () =>
    expect(renewing('BE', {}).contract?.noticeCaps).toEqual([
      { from: '2027-01-31', max: 'P2M', fee: 'none', rows: ['be-exit'] },
    ]));

  it('of a cloud service in the Union is left on terms, for its cost and from 2027-01-12 for nothing', () => {
    const leaving = (day: string) => renewing('FI', {}, day);
    expect(leaving('2027-01-11').contract?.feeCaps).toEqual([
      { fee: 'egress', max: 'cost', rows: ['eu-switchfee'] },
      { fee: 'switching', max: 'cost', rows: ['eu-switchfee'] },
    ]);
    expect(leaving('2027-01-12').contract?.feeCaps.map(({ max }) => max)).toEqual(['zero', 'zero']);
    expect(leaving('2027-01-12').obligations).toContainEqual({
      row: 'eu-switch',
      kind: 'exit.terms',
      noticeAtMost: 'P2M',
      transitionAtMost: 'P30D',
      retrievalAtLeast: 'P30D',
    });
  });
});

describe('data', () => {
  const homes: readonly Home[] = [
    { id: 'us-east-1', place: 'US' },
    { id: 'us-certified', place: 'US', operator: ['dpf'] },
    { id: 'ca-central-1', place: 'CA', operator: ['commercial'] },
    { id: 'eu-central-1', place: 'DE' },
    { id: 'eu-west-2', place: 'GB' },
    { id: 'sa-east-1', place: 'BR' },
    { id: 'ru', place: 'RU' },
  ];
  const issue = (places: readonly string[], more: Partial<Situation> = {}, day = DAY, rulebook = SHIPPED) =>
    found({ act: 'issue', places: { billing: ['CH'], data_subject: places }, homes, ...more }, day, rulebook);

  it('of people in the EEA lives there or in an adequate country, whose operator may have to be such a one', () =>
    expect(issue(['FR']).homes.permitted).toEqual([
      'us-certified',
      'ca-central-1',
      'eu-central-1',
      'eu-west-2',
      'sa-east-1',
    ]));

  it('may live in a country while it is adequate', () => {
    expect(issue(['FR'], {}, '2026-01-26').homes.permitted).not.toContain('sa-east-1');
    expect(issue(['FR'], {}, '2026-01-27').homes.permitted).toContain('sa-east-1');
    expect(issue(['FR'], {}, '2031-12-26').homes.permitted).toContain('eu-west-2');
    expect(issue(['FR'], {}, '2031-12-27').homes.permitted).not.toContain('eu-west-2');
  });

  it('may live everywhere with safeguards, which are recorded', () =>
    expect(issue(['FR'], { attributes: { scc: '2026-01-01' } }).homes).toEqual({
      permitted: homes.map(({ id }) => id),
      within: [],
      recorded: ['scc'],
    }));

  it('of people under two laws lives where both permit it; where none does, nothing is issued', () => {
    const both = issue(['FR', 'RU'], {}, DAY, ALL_ON);
    expect(both).toMatchObject({ verdict: 'deny', because: ['eu-home', 'ru-home'] });
    expect(both.homes.permitted).toEqual([]);
    expect(issue(['RU'], {}, DAY, ALL_ON).homes.permitted).toEqual(['ru']);
  });

  it('of biometrics is deleted three years after the last interaction, or when its purpose ends', () => {
    const by = (more: Partial<Situation>) =>
      found(seat('US-IL', { tags: ['biometric'] }, more)).obligations.find(
        ({ kind }) => kind === 'retention.delete_by',
      );
    expect(by({})).toMatchObject({ by: null });
    expect(by({ lastInteraction: '2026-02-28' })).toMatchObject({ by: '2029-02-28' });
    expect(by({ lastInteraction: '2026-02-28', purposeEnded: '2027-01-01' })).toMatchObject({ by: '2027-01-01' });
    expect(by({ lastInteraction: '2026-02-28', purposeEnded: '2030-01-01' })).toMatchObject({ by: '2029-02-28' });
  });
});
