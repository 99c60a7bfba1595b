import type { Provision, Row } from '../pack/schema.ts';
import type { CivilDate } from '../time/calendar.ts';

/** What is about to be done: something that grants or keeps a right. */
export type Act = NonNullable<Extract<Provision, { kind: 'deny' }>['acts']>[number];
export type Licensee = Row['who'][number];
/** Whose place decides whether a row holds. */
export type Factor = Row['factor'];
export type ConsentForm = Extract<Provision, { kind: 'require.consent' }>['forms'][number];
type Classes = NonNullable<Provision['features']>;

/** What is known of a feature that somebody is about to use. */
export interface FeatureFacts {
  readonly tags?: readonly string[] | undefined;
  readonly exportClass?: NonNullable<Classes['export_class']>[number] | undefined;
  /** The paragraph of License Exception ENC that it is exported under. */
  readonly enc?: NonNullable<Classes['enc']>[number] | undefined;
  readonly softwareClass?: NonNullable<Classes['software_class']>[number] | undefined;
  /** Where it is used, such as `workplace`. */
  readonly context?: string | undefined;
  /** What it is used for, such as `medical`. */
  readonly purpose?: string | undefined;
}

/** Something that became of a contract after it was concluded. */
export interface ContractChange {
  readonly on: CivilDate;
  readonly what: 'extension' | 'amendment' | 'migration';
  /** Whether it formed a new contract: a legal call that somebody has made, never inferred. */
  readonly newContract: boolean;
}

/** What is known of a contract. Periods are ISO 8601; a date that is missing is reckoned from the terms, where it can be. */
export interface Contract {
  readonly concluded: CivilDate;
  readonly changes?: readonly ContractChange[] | undefined;
  readonly initialTerm?: string | undefined;
  readonly renewalTerm?: string | undefined;
  /** How long before a renewal the customer has to give notice. */
  readonly noticePeriod?: string | undefined;
  /** The first day of the next term. */
  readonly renewal?: CivilDate | undefined;
  readonly cancellationDeadline?: CivilDate | undefined;
  readonly charge?: CivilDate | undefined;
  /** A trial, half-open: `end` is the first day after it. */
  readonly trial?: { readonly from: CivilDate; readonly end: CivilDate } | undefined;
  readonly ended?: CivilDate | undefined;
  readonly feeChange?:
    | { readonly kind: 'rise' | 'fall'; readonly on: CivilDate; readonly charge?: CivilDate | undefined }
    | undefined;
  /** A change of the service that is more than minor. */
  readonly modification?: { readonly on: CivilDate } | undefined;
  readonly consentedOn?: CivilDate | undefined;
  /** Whether the customer was told of the right to withdraw; taken for told where nothing is said. */
  readonly informed?: boolean | undefined;
  /** What the customer gave up the right to withdraw by. */
  readonly waiver?: readonly ('digital_content' | 'consent' | 'acknowledgement')[] | undefined;
}

/** A region that data can live in. */
export interface Home {
  readonly id: string;
  readonly place: string;
  /** What the operator of the home is to the law, such as `dpf` or `commercial`. */
  readonly operator?: readonly string[] | undefined;
}

/** Everything that regulations ask of a licensee at a moment. What is missing is unknown, and never to somebody's advantage. */
export interface Situation {
  readonly act: Act;
  readonly licensee?: Licensee | undefined;
  /** Codes of places by connecting factor. The seat of a check is `usage`. */
  readonly places: {
    readonly billing?: readonly string[] | undefined;
    readonly usage?: readonly string[] | undefined;
    readonly data_subject?: readonly string[] | undefined;
    readonly governing_law?: readonly string[] | undefined;
  };
  /** The places whose law binds the vendor; groups count as what they contain, and by their own name. */
  readonly vendorNexus: readonly string[];
  /** The zone of the customer, or in a check of the seat; that of the place's capital where it is not known. */
  readonly zone?: string | undefined;
  readonly feature?: FeatureFacts | undefined;
  readonly delivery?: NonNullable<Provision['delivery']>[number] | undefined;
  /** Evidence that is held, such as a licence, with the day since when. */
  readonly attributes?: Readonly<Record<string, CivilDate>> | undefined;
  /** Forms of consent that were given. */
  readonly consents?: readonly string[] | undefined;
  readonly contract?: Contract | undefined;
  /** The last time that somebody whose data is kept came by, and the day on which its purpose ended. */
  readonly lastInteraction?: CivilDate | undefined;
  readonly purposeEnded?: CivilDate | undefined;
  readonly peopleAYear?: number | undefined;
  /** The regions to choose from, in the order of preference. */
  readonly homes?: readonly Home[] | undefined;
}
