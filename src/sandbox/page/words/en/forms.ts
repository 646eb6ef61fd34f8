/** Modals, dialogs and the fields in them, where the app has no words of its own. */
export const forms = {
  dialog: 'Dialog',
  content: 'Content',
  back: 'Back',
  close: 'Close',
  cancel: 'Cancel',
  yes: 'Yes',
  optional: '(optional)',
  choose: 'Choose',
  chooseOption: 'Choose an option',
  typeToSearch: 'Type to search',
  table: 'Table',
  unknownElement: 'unknown element',
};
