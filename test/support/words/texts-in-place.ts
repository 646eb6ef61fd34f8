import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A text of the catalogues at a place for which Slack has a limit, as the code puts it there. */
export interface TextInPlace {
  /** `topic.key`; with `*` where the code puts it together. */
  readonly key: string;
  readonly limit: number;
  /** What it is there: `modal title`, `button`, … */
  readonly place: string;
  readonly at: string;
}

/** Slack's limits by the property that a text is given to. */
const IN_MODAL = { title: 24, close: 24, submit: 24 };
const IN_DIALOG = { title: 100, text: 300, confirm: 30, deny: 30 };
const IN_BUTTON = { text: 75, label: 75 };
const IN_CHOICE = { text: 75 };
const IN_FIELD = { placeholder: 150 };

const LIMITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  modal: IN_MODAL,
  oneTextForm: IN_MODAL,
  dialog: IN_DIALOG,
  button: IN_BUTTON,
  choice: IN_CHOICE,
  textInput: IN_FIELD,
  staticSelect: IN_FIELD,
};

const nameOf = (node: ts.Node): string =>
  ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : '';

const keysIn = (node: ts.Node): string[] => {
  if (ts.isStringLiteralLike(node)) return /^[a-zA-Z]+\.\w/.test(node.text) ? [node.text] : [];
  if (ts.isTemplateExpression(node))
    return [[node.head, ...node.templateSpans.map((span) => span.literal)].map(({ text }) => text).join('*')];
  if (ts.isConditionalExpression(node)) return [...keysIn(node.whenTrue), ...keysIn(node.whenFalse)];
  return [];
};

/** What an object literal describes: the call that it is handed to, or the property that it stands in. */
const ownerOf = (object: ts.Node): string => {
  let node = object.parent;
  while (!ts.isCallExpression(node) || nameOf(node.expression) === 'map') {
    if (ts.isPropertyAssignment(node) && nameOf(node.name) === 'confirm') return 'dialog';
    if (ts.isPropertyAssignment(node) && nameOf(node.name) === 'choices') return 'choice';
    if (ts.isSourceFile(node)) return '';
    node = node.parent;
  }
  return nameOf(node.expression);
};

const placeOf = (call: ts.CallExpression): { limit: number; place: string } | undefined => {
  let node: ts.Node = call;
  while (ts.isExpression(node.parent) && !ts.isObjectLiteralExpression(node.parent)) {
    node = node.parent;
    if (!ts.isCallExpression(node)) continue;
    const [, limit] = node.arguments;
    if (nameOf(node.expression) === 'cut' && limit !== undefined && ts.isNumericLiteral(limit))
      return { limit: Number(limit.text), place: 'cut' };
    if (nameOf(node.expression) === 'header') return { limit: 150, place: 'header' };
    if (!['plain', 'label', 'escapeMrkdwn'].includes(nameOf(node.expression))) return undefined;
  }
  if (!ts.isPropertyAssignment(node.parent)) return undefined;
  const property = nameOf(node.parent.name);
  const owner = ownerOf(node.parent.parent);
  const limit = LIMITS[owner]?.[property];
  return limit === undefined ? undefined : { limit, place: `${owner} ${property}` };
};

/** Reads from the code of the Slack edge which text is put where Slack has a limit. */
export const textsInPlace = (folder = 'src/edges/slack'): TextInPlace[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .flatMap((entry) => {
      const at = join(entry.parentPath, entry.name);
      const file = ts.createSourceFile(at, readFileSync(at, 'utf8'), ts.ScriptTarget.Latest, true);
      const found: TextInPlace[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isCallExpression(node) && nameOf(node.expression) === 't' && node.arguments[0] !== undefined) {
          const place = placeOf(node);
          if (place !== undefined)
            found.push(...keysIn(node.arguments[0]).map((key) => ({ key, at, ...place })));
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
      return found;
    });
