import { WebAPIPlatformError } from '@slack/web-api';

/** Slack's error code that a call is answered with, or 'ok'. */
export const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return error.data.error;
    throw error;
  }
};
