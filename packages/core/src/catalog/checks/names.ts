import { RESERVED_ATTRIBUTES } from '../../segment/variables.ts';
import { entry, type Examined, reportUnknown } from './examined.ts';

/** Checks the names that products, meters, features and attributes give each other. */
export function checkNames(examined: Examined): void {
  const { catalog } = examined;
  const sections: Record<string, Readonly<Record<string, { readonly product: string }>>> = {
    meters: catalog.meters,
    features: catalog.features,
    plans: catalog.plans,
  };
  for (const [section, named] of Object.entries(sections)) {
    for (const [name, { product }] of Object.entries(named)) {
      if (entry(catalog.products, product) === undefined)
        reportUnknown(examined, 'products', 'product', product, [section, name, 'product']);
    }
  }
  checkFeatures(examined);
  checkAttributes(examined);
}

function checkFeatures(examined: Examined): void {
  const { catalog, report } = examined;
  for (const [name, feature] of Object.entries(catalog.features)) {
    for (const field of ['downgrade', 'failMode'] as const) {
      if (feature[field] !== undefined)
        report.add('not_acting_yet', ['features', name, field], `"${field}" is kept, but nothing acts on it yet`);
    }
    if (feature.type !== 'metered') continue;
    const meter = entry(catalog.meters, feature.meter);
    const path = ['features', name, 'meter'];
    if (meter === undefined) reportUnknown(examined, 'meters', 'meter', feature.meter, path);
    else if (meter.product !== feature.product)
      report.add('product_mismatch', path, `the meter "${feature.meter}" belongs to the product "${meter.product}"`);
  }
}

function checkAttributes({ catalog, report }: Examined): void {
  for (const whose of ['customer', 'user', 'device'] as const) {
    for (const name of Object.keys(catalog.attributes[whose] ?? {})) {
      if (RESERVED_ATTRIBUTES[whose].some((reserved) => reserved === name))
        report.add(
          'name_reserved',
          ['attributes', whose, name],
          `${whose}.${name} is there already: rules can read it without a declaration`,
        );
    }
  }
}
