import { cellOf, exampleOf, NO_CELL } from '../segment/cells.ts';
import { truth } from '../segment/evaluate.ts';
import type { Asker } from '../segment/scope.ts';
import { layOverlay } from '../terms/standing.ts';
import { type Decision, frozen } from './decision.ts';
import { exposureTo, mayDecide } from './exposure.ts';
import type { Prepared } from './prepared.ts';
import { settle } from './settle.ts';

/** So many answers of a feature are remembered at most: all that six request segments together can say. */
const MAX_REMEMBERED = 3 ** 6;
const NO = 0;
const YES = 1;
const UNKNOWN = 2;

/** What a feature comes to for one asker where no amount is given. */
export function answerFor(prepared: Prepared, asker: Asker): Decision {
  const { attributes, answers } = prepared;
  if (attributes === undefined) return answerTo(prepared, asker);
  const cell = cellOf(attributes, asker);
  if (cell === NO_CELL) return reckon(prepared, asker);
  // One is asked in the name of all. As the asker himself is not handed on, engines need not even make the object.
  return answers[cell] ?? remember(prepared, cell, exampleOf(attributes, cell));
}

/** The same where the request segments of a feature have to be asked each time. */
function answerTo(prepared: Prepared, asker: Asker): Decision {
  const said = sayingOf(prepared, asker);
  return prepared.answers[said] ?? remember(prepared, said, asker);
}

/**
 * What the request segments of a feature say of an asker: a number with a digit of base 3 for each, the first one last, and with one of base 2
 * more for whether the lot of an experiment may decide.
 */
function sayingOf({ layers, scope }: Prepared, asker: Asker): number {
  let said = 0;
  for (const { rule, experiment } of layers) {
    const holds = rule(scope, asker);
    said = said * 3 + (holds === true ? YES : holds === false ? NO : UNKNOWN);
    if (experiment !== undefined) said = said * 2 + (mayDecide(experiment, scope, asker) ? 1 : 0);
  }
  return said;
}

function remember(prepared: Prepared, place: number, asker: Asker): Decision {
  const answer = reckon(prepared, asker);
  if (place < MAX_REMEMBERED) prepared.answers[place] = answer;
  return answer;
}

/** Asks the request segments of a feature, and lays them in their order. */
function reckon(prepared: Prepared, asker: Asker): Decision {
  let { entitlement, exposures } = prepared;
  for (const layer of prepared.layers) {
    const holds = truth(layer.rule(prepared.scope, asker));
    entitlement = layOverlay(entitlement, layer, holds);
    const exposure = exposureTo(layer, holds, prepared.scope, asker);
    if (exposure !== undefined) exposures = [...exposures, exposure];
  }
  const { value = null, source, reason } = entitlement;
  return frozen(
    settle(prepared, { value, source, reason, exposures, staleAfter: prepared.until }, undefined, undefined),
  );
}
