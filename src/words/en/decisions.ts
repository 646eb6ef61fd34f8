/** What somebody is told who decides, withdraws or tries a step again. */
export const decisions = {
  approvedFinal: 'Approved. Stock and books are being corrected; watch the operations channel.',
  approvedNext: 'Approved. The next step has been asked.',
  rejected: 'Rejected. The requester has been told why. Nothing else was changed.',
  rejectTitle: 'Reject {{number}}?',
  rejectText:
    'You reject cancelling {{number}}, {{party}}, {{amount}}. The order then stays as it is. The requester sees your reason.',
  rejectLabel: 'Reason',
  rejectSubmit: 'Reject',
  notFound: 'This request does not exist any more. Nothing was changed; look at the order with `/order`.',
  inactive: 'Your Countermand account is switched off. Nothing was changed.',
  approvedBy: 'Already approved by {{name}}, {{at}}. Nothing was changed by your click.',
  rejectedBy: 'Already rejected by {{name}}, {{at}}. Nothing was changed by your click.',
  withdrawn: 'The requester withdrew this request, {{at}}. There is nothing left to decide.',
  stale: 'This request was closed, {{at}}, before everybody had approved. There is nothing left to decide.',
  stepApproved: 'Already approved by {{name}}, {{at}}. Next to decide: {{next}}.',
  ownRequest: 'You asked for this yourself, so somebody else has to decide. Nothing was changed.',
  decidedEarlier: 'You decided on this request before, as {{role}}. Another person has to decide this step.',
  roleMissing: 'This step is decided by: {{role}}. Please ask {{names}}. Nothing was changed.',
  outdated:
    'This button is older than the request. Nothing was changed; open the request with `/order pending`.',
  wentStale:
    'The order has changed since this was asked for, so nothing was cancelled. The requester has been told.',
  lapsed:
    'An earlier approval no longer counts, so the request was closed and nothing was cancelled. The requester has been told.',
  youWithdrew: 'Withdrawn. The order stays as it is, and you can ask again later.',
  notTheRequester: 'Only {{name}}, who asked for it, can withdraw this request. Nothing was changed.',
  alreadyWithdrawn: 'This request is withdrawn already.',
  tooLateToWithdraw: 'This request is decided already, so it can no longer be withdrawn.',
  retried: 'The step is being tried again; watch the thread.',
  stepDone: 'This step is done already.',
  stepUnderWay: 'This step is being tried again already.',
  retryRole: 'This step can be tried again by: {{roles}}. Nothing was changed.',
} as const;
