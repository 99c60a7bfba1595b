export { addMonths, type CivilDate, toDayNumber } from './calendar.ts';
export { addDays, addPeriod, daysBetween, isCivilDate, isZone } from './civil.ts';
export { civilDate, startOfDay } from './zone.ts';
