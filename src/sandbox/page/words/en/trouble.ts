import { formatsFor } from '../formats.js';

const { number, counted } = formatsFor('en');

/** Things that are made to go wrong. */
export const trouble = {
  switchesCalled: 'Switches',
  switches: {
    limited: {
      name: 'Slack is too busy',
      text: 'Slack answers “rate limited, try again in 10 seconds” to every call, and does nothing.',
    },
    slow: { name: 'Slack is slow', text: 'Every call is done, but its answer takes 4 seconds.' },
    broken: { name: 'Slack is broken', text: 'Slack answers every call with HTTP 500, and does nothing.' },
    lost: {
      name: 'Answers get lost',
      text: 'Every call is done, but the line is cut before the answer: the app cannot know.',
    },
    cutOff: {
      name: 'The app is disconnected',
      text: 'Nothing that people do reaches the app; it tries to connect again and is refused.',
    },
    mail: { name: 'The mail server refuses', text: 'Every mail is refused for good, with code 550.' },
  },
  details: 'Details',
  method: 'Only for this method',
  everyMethod: 'Every method',
  others: 'Switched on from outside',
  fault: (kind: string, method: string) => `Fault “${kind}” for ${method === '*' ? 'every method' : method}`,
  rateLimits: 'The rate limits that Slack itself has',
  aged: (ms: number) => `Trigger ids are ${number(ms)} ms old at birth`,
  delayed: (ms: number) => `Payloads reach the app ${number(ms)} ms late`,
  repeated: (times: number) =>
    `Every payload is sent ${counted(times, { one: 'time', other: 'times' })} more`,
  acknowledgementsLost: 'Acknowledgements of the app are lost',
  turnOff: 'Switch off',
  turnOffCalled: (what: string) => `Switch off: ${what}`,
  on: (count: number) => `${counted(count, { one: 'fault', other: 'faults' })} on`,
  show: 'Show',
  switchOff: 'Switch all off',
};
