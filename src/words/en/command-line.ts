/** What `npx countermand` says on a terminal: help, wrong usage, answers. Why it cannot go on stands in failures.ts. */
export const commandLine = {
  about: 'Recall orders from Slack: look up, cancel, approve, settle, and prove it afterwards.',
  exitCodes:
    'Exit codes: 0 done, 1 refused or a check failed, 2 wrong usage, 75 try again, 78 configuration.',
  help_usage: 'Usage:',
  help_arguments: 'Arguments:',
  help_options: 'Options:',
  help_commands: 'Commands:',
  helpOption: 'display help for command',
  optionChoices: '{{description}} (one of {{choices}}; {{usual}} if not named)',
  jsonOption: 'answer as one line of JSON',

  startSummary: 'run the bot, the workers and, without a Slack token, the sandbox workspace',
  startRole: 'what this process runs',
  migrateSummary: 'bring the database to the form that this version needs',
  importSummary: 'load a folder of CSV files: everything, or every wrong row and nothing',
  importDryRun: 'check everything and change nothing',
  importReplaceDemo: 'throw the demo company away first',
  verifySummary: 'check that stock, money, approvals and messages are as they must be; changes nothing',
  reconcileSummary:
    'compare stock levels, reservations and steps with the ledgers behind them; repairs nothing',
  memberListSummary: 'list the members with their departments and roles',
  memberSetSummary: 'change what a member may do; a new person needs roles',
  memberRoles: 'separated by commas: {{roles}}',
  memberDepartment: 'whose orders they see',
  memberSwitchOff: 'switch the member off: they see, ask for and decide nothing',
  memberSwitchOn: 'switch the member on again',
  memberUnbind: 'part the member from their Slack account, as when it was made anew',
  manifestSummary: 'print the manifest with which the Slack app is created',

  usage_hint: 'Try: npx countermand --help',
  usage_missingArgument: "error: missing required argument '{{what}}'",
  usage_optionMissingArgument: "error: option '{{what}}' argument missing",
  usage_conflictingOption: "error: option '{{what}}' cannot be used with option '{{value}}'",
  usage_unknownOption: "error: unknown option '{{what}}'",
  usage_unknownCommand: "error: unknown command '{{what}}'",
  usage_tooManyArguments_one:
    "error: too many arguments for '{{what}}'. Expected {{count}} argument but got {{got}}.",
  usage_tooManyArguments_other:
    "error: too many arguments for '{{what}}'. Expected {{count}} arguments but got {{got}}.",
  usage_invalidArgument:
    "error: option '{{what}}' argument '{{value}}' is invalid. Allowed choices are {{choices}}.",
  usage_didYouMean: '(Did you mean {{similar}}?)',

  migrateNothing: 'The database is up to date.',
  migrated_one: 'Applied {{count}}:',
  migrated_other: 'Applied {{count}}:',

  checkOk: 'ok     {{name}}: {{checked}} checked',
  checkFailed: 'FAILED {{name}}: {{checked}} checked, {{wrong}} wrong',
  checkProblem: '         {{id}}: {{problem}}',
  reconciled: 'Everything is what its ledger says.',
  difference: '{{projection}} {{subject}}: {{field}} is {{shows}}, the ledger says {{ledger}}',

  memberNone: 'There are no members yet.',
  memberInactive: 'inactive',
  memberCreated: '{{email}} was created: {{roles}}',
  memberCreatedIn: '{{email}} was created: {{roles}} in {{department}}',
  memberChanged: '{{email}} was changed: {{roles}}',
  memberChangedIn: '{{email}} was changed: {{roles}} in {{department}}',
  memberNotAnEmail: '"{{email}}" is no e-mail address.',
  memberUnknownRole: '"{{role}}" is no role; there are: {{roles}}.',
  memberRolesNone: 'no role',
  memberNothingToSet: 'Say what to change: --roles, --department, --active, --inactive or --unbind.',
  memberUnknown: 'There is no member {{email}}. To create one, name at least one role: {{roles}}.',
} as const;
