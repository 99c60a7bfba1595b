export {
  addDays,
  addPeriod,
  type CivilDate,
  civilDate,
  daysBetween,
  isCivilDate,
  isZone,
  startOfDay,
} from './civil.ts';
