import { App, LogLevel } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { createSwitchboard } from '../../../src/edges/slack/switchboard.js';

const appWithBoard = () => {
  const app = new App({
    receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
    authorize: async () => ({ botId: 'B1', botUserId: 'U1', teamId: 'T1' }),
    logLevel: LogLevel.ERROR,
  });
  const called: string[] = [];
  const note = (name: string) => async (): Promise<void> => void called.push(name);
  const send = async (body: object): Promise<readonly string[]> => {
    called.length = 0;
    await app.processEvent({
      body: { team: { id: 'T1' }, user: { id: 'U2' }, ...body },
      ack: async () => {},
    });
    return [...called];
  };
  return { board: createSwitchboard(app), note, send };
};
const click = (id: string) => ({ type: 'block_actions', actions: [{ action_id: id, type: 'button' }] });

describe('whoever is meant by what was done in Slack', () => {
  it('hears it alone, by its kind and its name', async () => {
    const { board, note, send } = appWithBoard();
    board.command('/order', note('command'));
    board.action('one', note('click on one'));
    board.action({ type: 'block_actions', action_id: 'two' }, note('click on two'));
    board.view('one', note('form one'));
    board.shortcut({ type: 'shortcut', callback_id: 'one' }, note('shortcut'));
    board.shortcut({ type: 'message_action', callback_id: 'one' }, note('shortcut of a message'));
    const command = { command: '/order', text: '', team_id: 'T1', user_id: 'U2' };
    expect(await send(command)).toEqual(['command']);
    expect(await send(click('one'))).toEqual(['click on one']);
    expect(await send(click('two'))).toEqual(['click on two']);
    expect(await send({ type: 'view_submission', view: { callback_id: 'one' } })).toEqual(['form one']);
    expect(await send({ type: 'shortcut', callback_id: 'one' })).toEqual(['shortcut']);
    expect(await send({ type: 'message_action', callback_id: 'one' })).toEqual(['shortcut of a message']);
  });

  it('is nobody for a name that nobody has, and nobody has the name of another', async () => {
    const { board, note, send } = appWithBoard();
    board.action('one', note('click'));
    expect(await send(click('on'))).toEqual([]);
    expect(await send(click('one more'))).toEqual([]);
    expect(await send({ type: 'view_closed', view: { callback_id: 'one' } })).toEqual([]);
    expect(() => board.action('one', note('again'))).toThrow('two listeners for block_actions one');
  });
});
