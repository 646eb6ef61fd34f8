/** What the bot says about itself, whatever was asked of it. */
export const connection = {
  restarting: 'Countermand is restarting. Nothing was changed; please try again in a minute.',
  unknownAction:
    'This button or form is no longer in use. Nothing was changed; open the order again with `/order`.',
  anotherWorkspace: 'Countermand serves one workspace only, and this is another. Nothing was changed.',
  failed:
    'Something went wrong on our side, and we cannot say whether this was done. Look at the order with `/order` before you try again. Incident {{incident}}.',
  problemTitle: 'Countermand',
  close: 'Close',
} as const;
