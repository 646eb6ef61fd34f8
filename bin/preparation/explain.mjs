import { Trouble, troubleOf } from './trouble.mjs';

const UNREACHABLE =
  /^(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|FETCH_ERROR)$/;

/** Turns what `npm ci` printed into one line that says what to do. */
export const explainInstallFailure = (output, exitCode) => {
  const code = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? '';
  if (UNREACHABLE.test(code))
    return new Trouble(
      'The package registry cannot be reached.',
      'Check the network, the proxy and `npm config get registry`, then try again.',
    );
  if (/^E(401|403)$/.test(code))
    return new Trouble(
      'The package registry refused the request.',
      'Check the login of npm for this registry.',
      output,
    );
  if (code === 'EUSAGE')
    return new Trouble(
      'package.json and package-lock.json do not agree.',
      'Restore both: git checkout package.json package-lock.json',
      output,
    );
  if (code === 'EINTEGRITY')
    return new Trouble(
      'A package that arrived is not the one that was locked.',
      'Run `npm cache verify`, then try again.',
      output,
    );
  return (
    troubleOf(code) ??
    (/ENOSPC|no space left/i.test(output) ? troubleOf('ENOSPC') : undefined) ??
    new Trouble(`npm ci failed (exit code ${exitCode}).`, 'See what npm said above.', output)
  );
};
