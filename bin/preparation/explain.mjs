import { Trouble, troubleOf } from './trouble.mjs';

const UNREACHABLE =
  /^(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|FETCH_ERROR)$/;

/** Turns what `npm ci` printed into a trouble that says what to do. */
export const explainInstallFailure = (output, exitCode) => {
  const code = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? '';
  if (UNREACHABLE.test(code)) return new Trouble('registryAway');
  if (/^E(401|403)$/.test(code)) return new Trouble('registryRefuses', { output });
  if (code === 'EUSAGE') return new Trouble('lockDiffers', { output });
  if (code === 'EINTEGRITY') return new Trouble('packageDiffers', { output });
  return (
    troubleOf(code) ??
    (/ENOSPC|no space left/i.test(output) ? troubleOf('ENOSPC') : undefined) ??
    new Trouble('npmFailed', { values: { exitCode }, output })
  );
};
