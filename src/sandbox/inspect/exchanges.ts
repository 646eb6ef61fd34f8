import type { LoggedCall } from '../api/call-log.js';
import type { Attempted, Delivery } from '../delivery/envelope.js';
import type { Parts } from '../parts.js';
import { findChannel } from '../workspace/conversations.js';
import { isObject, objectOf, objectsOf, parseJson, textOf } from '../workspace/json.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Exchange, ExchangeHead, ShownAttempt } from './exchange.js';
import { hideSecrets } from './hide-secrets.js';

const nameOfUser = (workspace: Workspace, id: unknown): string =>
  workspace.store.get('users', textOf(id) ?? '')?.name ?? '';

const nameOfChannel = (workspace: Workspace, id: unknown): string => {
  const channel = findChannel(workspace, textOf(id) ?? '');
  if (channel === undefined) return nameOfUser(workspace, id);
  if (channel.kind !== 'im') return `#${channel.name}`;
  const person = channel.members.find((member) => member !== workspace.identity.botUserId);
  return nameOfUser(workspace, person);
};

/** A call of the app in a line. */
export const headOfCall = (workspace: Workspace, call: LoggedCall): ExchangeHead => {
  const { args } = call;
  const about = [
    nameOfChannel(workspace, args.channel),
    nameOfUser(workspace, args.user_id),
    textOf(objectOf(args.view).callback_id) ?? '',
  ].find((one) => one !== '');
  return {
    id: `call-${call.id}`,
    at: call.at,
    from: 'app',
    name: call.method,
    about: about ?? '',
    who: '',
    state: call.error === null ? 'ok' : call.status === null ? 'silent' : 'failed',
    code: call.status === null ? '' : (call.error ?? ''),
    tookMs: call.status === null ? null : call.tookMs,
    attempts: 1,
  };
};

const STATES = {
  timeout: 'late',
  unreachable: 'unreachable',
  refused: 'failed',
  acknowledged: 'ok',
} as const;

/** A payload of Slack's in a line. */
export const headOfDelivery = (workspace: Workspace, delivery: Delivery): ExchangeHead => {
  const { kind, payload } = delivery.envelope;
  const event = objectOf(payload.event);
  const acknowledged = delivery.receipts.find((one) => one.kind === 'acknowledged');
  const decisive = acknowledged ?? delivery.receipts.at(-1);
  const actions = objectsOf(payload.actions).map((action) => String(action.action_id));
  const about = [payload.text, actions.join(', '), payload.action_id, payload.callback_id];
  const callback = objectOf(payload.view).callback_id;
  return {
    id: delivery.id,
    at: delivery.at,
    from: 'slack',
    name: textOf(kind === 'slash_commands' ? payload.command : (event.type ?? payload.type)) ?? kind,
    about: [...about, callback].map((one) => textOf(one) ?? '').find((one) => one !== '') ?? '',
    who: nameOfUser(workspace, objectOf(payload.user).id ?? payload.user_id ?? event.user),
    state: decisive === undefined ? 'waiting' : STATES[decisive.kind],
    code: decisive?.kind === 'refused' ? `http_${decisive.status}` : '',
    tookMs: acknowledged?.afterMs ?? null,
    attempts: Math.max(1, delivery.receipts.length),
  };
};

const shownAttempt = (parts: Parts, one: Attempted): ShownAttempt => {
  const body = one.kind === 'acknowledged' ? hideSecrets(parts.workspace.identity, one.body) : {};
  return {
    at: one.at,
    number: one.attempt.number,
    reason: one.attempt.reason,
    kind: one.kind,
    afterMs: one.kind === 'acknowledged' ? one.afterMs : null,
    status: one.kind === 'refused' ? one.status : null,
    body: isObject(body) && Object.keys(body).length > 0 ? body : null,
  };
};

/** A payload with all that belongs to it, as far as the sandbox keeps it; undefined when it does not. */
export const exchangeWith = (parts: Parts, id: string): Exchange | undefined => {
  const { workspace } = parts;
  const call = parts.calls.get(Number(/^call-(\d+)$/.exec(id)?.[1]));
  if (call !== undefined) {
    // Where it was posted is no part of what was sent.
    const { response_url_id: _where, ...sent } = call.args;
    return {
      ...headOfCall(workspace, call),
      from: 'app',
      sent: hideSecrets(workspace.identity, sent),
      answer: hideSecrets(workspace.identity, parseJson(call.answer ?? '') ?? call.answer),
      status: call.status,
      fault: call.fault,
      answerLost: call.status === null && call.executed,
    };
  }
  const delivery = parts.deliveries.get(id);
  if (delivery === undefined) return undefined;
  const { envelope } = delivery;
  return {
    ...headOfDelivery(workspace, delivery),
    from: 'slack',
    sent: hideSecrets(workspace.identity, {
      envelope_id: envelope.id,
      type: envelope.kind,
      accepts_response_payload: envelope.acceptsResponse,
      payload: envelope.payload,
    }),
    acknowledgeWithinMs: parts.deliveries.acknowledgeWithinMs,
    received: delivery.receipts.map((one) => shownAttempt(parts, one)),
  };
};
