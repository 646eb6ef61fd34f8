import { nobodyLeftInSilence } from './answers.js';
import { auditedOnce } from './audit.js';
import { decidedByTheRightPeople, decisionsAsTold } from './decisions.js';
import type { Check } from './finding.js';
import { cardsShowTheEnd, deliveredOnce, lettersAsWanted } from './messages.js';
import { requestsAsTold } from './requests.js';
import { decidedByAllWhoHadTo } from './steps.js';
import { everybodyIsTold, toldToTheRightPeople } from './told.js';

/** What is compared after a run; the unit tests damage the evidence of these same ones. */
export const EVERY_CHECK: readonly Check[] = [
  requestsAsTold,
  decisionsAsTold,
  decidedByTheRightPeople,
  decidedByAllWhoHadTo,
  nobodyLeftInSilence,
  deliveredOnce,
  lettersAsWanted,
  cardsShowTheEnd,
  everybodyIsTold,
  toldToTheRightPeople,
  auditedOnce,
];
