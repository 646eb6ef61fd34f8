import { reconcile } from '../../../features/verify/reconcile.js';
import { EXIT } from '../../../platform/process/exit-code.js';
import type { CommandDefinition } from '../command.js';

export const reconcileCommand: CommandDefinition = {
  usage: 'reconcile',
  summary: 'compare stock levels, reservations and steps with the ledgers behind them; repairs nothing',
  async run(_input, context) {
    const { ok, differences } = await context.withDatabase(reconcile);
    return {
      exitCode: ok ? EXIT.done : EXIT.failed,
      json: { ok, differences },
      text: ok
        ? 'Everything is what its ledger says.'
        : differences
            .map(
              ({ projection, subject, field, shows, ledger }) =>
                `${projection} ${subject}: ${field} is ${shows}, the ledger says ${ledger}`,
            )
            .join('\n'),
    };
  },
};
