/** Forty customers of Atlas as one might meet them: who they are, what they bought, and how they work. */
import type { Habit } from './habits.ts';

export interface SimulatedCustomer {
  readonly id: string;
  readonly name: string;
  /** ISO 3166: a country, `KE`, or one of its subdivisions, `US-WA`. */
  readonly place: string;
  readonly zone: string;
  readonly industry: string;
  readonly employees: number;
  /** Days since it first ordered. */
  readonly since: number;
  /** What it bought: plans, `x3` for three units, `trial` for a trial. */
  readonly bought: string;
  readonly habit: Habit;
  /** What partner management calls it. Salesforce does not carry that; an order through the API does. */
  readonly tags?: readonly string[];
}

type Row = readonly [
  id: string,
  name: string,
  place: string,
  zone: string,
  industry: string,
  employees: number,
  since: number,
  bought: string,
  habit: Habit,
  tags?: readonly string[],
];

const ROWS: readonly Row[] = [
  ['acme', 'Acme Robotics', 'US-WA', 'America/Los_Angeles', 'Manufacturing', 420, 140, 'team', 'analyst'],
  ['bluebird', 'Bluebird Media', 'GB', 'Europe/London', 'Media', 85, 210, 'team', 'rising'],
  ['cinder', 'Cinder Games', 'FI', 'Europe/Helsinki', 'Media', 34, 95, 'team', 'steady'],
  ['dunlin', 'Dunlin Shipping', 'NO', 'Europe/Oslo', 'Transportation', 1900, 340, 'business', 'steady'],
  ['ebony', 'Ebony & Pine', 'NG', 'Africa/Lagos', 'Retail', 120, 60, 'team', 'steady'],
  ['falkenberg', 'Falkenberg Labs', 'DE-HE', 'Europe/Berlin', 'Biotechnology', 260, 300, 'team', 'analyst'],
  ['garonne', 'Garonne Assurances', 'FR', 'Europe/Paris', 'Insurance', 3100, 500, 'enterprise', 'heavy'],
  ['helio', 'Helio Energy', 'ES', 'Europe/Madrid', 'Energy', 640, 180, 'team x2', 'steady'],
  ['ivory', 'Ivory Coast Coffee', 'CI', 'Africa/Abidjan', 'Food & Beverage', 75, 40, 'team trial', 'idle'],
  ['juniper', 'Juniper Street College', 'US-OR', 'America/Los_Angeles', 'Education', 900, 250, 'team', 'steady'],
  ['kiwi', 'Kiwi Cartography', 'NZ', 'Pacific/Auckland', 'Technology', 48, 110, 'team', 'steady'],
  ['lumen', 'Lumen Clinics', 'IN', 'Asia/Kolkata', 'Healthcare', 2200, 160, 'team x3', 'assistant'],
  ['mistral', 'Mistral Wind', 'FR', 'Europe/Paris', 'Energy', 150, 220, 'team', 'growing'],
  ['northgate', 'City of Northgate', 'US-VA', 'America/New_York', 'Government', 5200, 330, 'business', 'steady'],
  ['oriole', 'Oriole Outfitters', 'US-MD', 'America/New_York', 'Retail', 310, 130, 'team + export-pack', 'exporter'],
  ['pampa', 'Pampa Foods', 'AR', 'America/Argentina/Buenos_Aires', 'Food & Beverage', 1400, 90, 'team', 'steady'],
  ['quarry', 'Quarry & Sons', 'AU', 'Australia/Perth', 'Mining', 730, 270, 'business', 'heavy'],
  ['rialto', 'Rialto Tickets', 'IT', 'Europe/Rome', 'Media', 66, 5, 'team trial', 'light'],
  ['savanna', 'Savanna Pay', 'KE', 'Africa/Nairobi', 'Banking', 510, 200, 'team', 'analyst'],
  ['tessera', 'Tessera Bank', 'AT', 'Europe/Vienna', 'Banking', 4100, 2, 'business', 'steady'],
  ['umbra', 'Umbra Security', 'IL', 'Asia/Jerusalem', 'Technology', 95, 150, 'team + security-pack', 'pipe'],
  ['vesper', 'Vesper Hotels', 'PT', 'Europe/Lisbon', 'Hospitality', 980, 240, 'business', 'assistant'],
  ['willow', 'Willow Tutors', 'GB', 'Europe/London', 'Education', 40, 75, 'community', 'light'],
  ['xenia', 'Xenia Travel', 'GR', 'Europe/Athens', 'Hospitality', 55, 120, 'team', 'rising'],
  [
    'yarrow',
    'Yarrow Health',
    'CA-BC',
    'America/Vancouver',
    'Healthcare',
    1700,
    310,
    'enterprise + eu-residency',
    'heavy',
  ],
  ['zephyr', 'Zephyr Air', 'SG', 'Asia/Singapore', 'Transportation', 2600, 280, 'business + ai-pack', 'assistant'],
  ['amberly', 'Amberly Housing', 'IE', 'Europe/Dublin', 'Real Estate', 210, 45, 'community', 'idle'],
  ['borealis', 'Borealis Maps', 'SE', 'Europe/Stockholm', 'Technology', 130, 190, 'business', 'embedder'],
  ['cobalt', 'Cobalt Studio', 'NL', 'Europe/Amsterdam', 'Media', 22, 80, 'community', 'idle'],
  ['delta', 'Delta Freight', 'EG', 'Africa/Cairo', 'Transportation', 860, 100, 'team', 'steady'],
  ['everest', 'Everest Textiles', 'BD', 'Asia/Dhaka', 'Manufacturing', 5400, 170, 'team x4', 'growing'],
  ['fable', 'Fable Agency', 'US-NY', 'America/New_York', 'Media', 38, 260, 'team', 'steady', ['agency']],
  [
    'grove',
    'Grove Partners',
    'DE-BE',
    'Europe/Berlin',
    'Consulting',
    64,
    230,
    'business',
    'steady',
    ['agency', 'reseller'],
  ],
  ['harbor', 'Harbor Analytics', 'US-CA', 'America/Los_Angeles', 'Consulting', 27, 145, 'team', 'rising'],
  ['indigo', 'Indigo Devs', 'PL', 'Europe/Warsaw', 'Technology', 12, 30, 'community', 'light'],
  ['jade', 'Jade Ceramics', 'JP-13', 'Asia/Tokyo', 'Manufacturing', 190, 350, 'team', 'rising'],
  ['karst', 'Karst Climbing', 'SI', 'Europe/Ljubljana', 'Retail', 9, 50, 'community', 'light'],
  [
    'lagoon',
    'Lagoon Marine',
    'BR',
    'America/Sao_Paulo',
    'Transportation',
    330,
    115,
    'team + premier-support',
    'steady',
  ],
  ['meridian', 'Meridian Schools', 'ZA', 'Africa/Johannesburg', 'Education', 1200, 205, 'team', 'assistant'],
  ['nimbus', 'Nimbus Weather', 'CH', 'Europe/Zurich', 'Technology', 88, 3, 'business trial', 'light'],
];

/** The customers, each with a suffix to its id where a cell has them already. */
export function simulatedCustomers(suffix = ''): SimulatedCustomer[] {
  return ROWS.map(([id, name, place, zone, industry, employees, since, bought, habit, tags]) => ({
    id: `${id}${suffix}`,
    name,
    place,
    zone,
    industry,
    employees,
    since,
    bought,
    habit,
    ...(tags && { tags }),
  }));
}
