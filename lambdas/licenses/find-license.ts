import type { License } from '@licet/core/license';
import { allowCustomer, allowProduct, type Principal } from '../http/authenticate.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { LicenseRepository } from '../registry/licenses.ts';

/** A license by its id, for somebody who may have to do with it. @throws ProblemError license_unknown, customer_forbidden, product_forbidden */
export async function findLicense(
  licenses: Pick<LicenseRepository, 'findById'>,
  id: string,
  principal: Principal,
): Promise<License> {
  const license = await licenses.findById(id);
  if (license === undefined) throw new ProblemError('license_unknown', `there is no license "${id}" in this home`);
  allowCustomer(principal, license.customer);
  allowProduct(principal, license.product);
  return license;
}
