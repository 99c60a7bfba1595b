import { canonicalJson } from '../../hash/canonical-json.ts';
import { GrantMismatch, grantValue } from '../grant.ts';
import type { CatalogPlan } from '../schema.ts';
import { entry, type Examined } from './examined.ts';

/** Holds the catalog against what is published: plan versions stay as customers bought them, and so does what they are made of. */
export function checkPublished(examined: Examined): void {
  const { catalog, published, report, broken } = examined;
  for (const [name, plan] of Object.entries(published?.plans ?? {})) {
    const written = entry(catalog.plans, name);
    if (written === undefined) {
      if (examined.complete && !broken.has(`plans.${name}`) && !broken.has('plans')) checkCarried(examined, name, plan);
    } else if (
      canonicalJson(written) !== canonicalJson(plan) &&
      ![...broken].some((part) => part.startsWith(`plans.${name}.`))
    )
      report.add(
        'plan_changed',
        ['plans', name],
        `${name} is published with other terms; write the change as the next version and leave this one as it was`,
      );
  }
}

/** A published plan that the sources leave out is carried along, and still needs what it is made of. */
function checkCarried({ catalog, report, broken }: Examined, name: string, { product, grants }: CatalogPlan): void {
  if (entry(catalog.products, product) === undefined && !broken.has('products') && !broken.has(`products.${product}`)) {
    const message = `the published plan ${name} is one of the product "${product}", which these sources leave out; keep it`;
    report.add('product_in_use', ['products', product], message);
  }
  for (const [feature, granted] of Object.entries(grants)) {
    if (broken.has('features') || broken.has(`features.${feature}`)) continue;
    const declared = entry(catalog.features, feature);
    const fits = declared !== undefined && !(grantValue(declared, granted) instanceof GrantMismatch);
    if (fits && declared.product === product) continue;
    const doing = declared === undefined ? 'leave out' : fits ? 'give to another product' : 'give another type';
    const message = `the published plan ${name} grants "${feature}", which these sources ${doing}; keep it as it was`;
    report.add('feature_in_use', ['features', feature], message);
  }
}
