import Handlebars from 'handlebars';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { projectRoot } from '../project-root.js';

export const viewsFolder = join(projectRoot, 'views');

/** One `.hbs` file, named by its path without the ending: `rosters/show`, `shared/_field`, `rosters/confirmation.hx`. */
export interface Template {
  name: string;
  source: string;
  ast: hbs.AST.Program;
}

export function templateFiles(folder = viewsFolder): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

export function readTemplates(folder = viewsFolder): Template[] {
  return templateFiles(folder).map((file) => readTemplate(folder, file));
}

/** A fault in one template, found while starting. */
export class BadTemplate extends Error {}

/** Every partial must exist by then: a misspelt one would otherwise be found by the first reader of that page. */
export function refuseUnknownPartials(templates: readonly Template[]): void {
  const known = new Set(templates.map((template) => template.name));
  for (const template of templates) {
    for (const partial of partialsOf(template)) {
      if (!known.has(partial))
        throw new BadTemplate(`views/${template.name}.hbs uses "${partial}", which does not exist`);
    }
  }
}

function readTemplate(folder: string, file: string): Template {
  const name = relative(folder, file)
    .split(sep)
    .join('/')
    .replace(/\.hbs$/, '');
  const source = readFileSync(file, 'utf8');
  try {
    return { name, source, ast: isolateNamedArguments(Handlebars.parse(source)) };
  } catch (cause) {
    throw new BadTemplate(`views/${name}.hbs: ${(cause as Error).message}`, { cause });
  }
}

function partialsOf(template: Template): string[] {
  const found: string[] = [];
  const inline = new Set<string>(['@partial-block']);
  const visitor = new Handlebars.Visitor();
  const visitPartial = (node: { name: hbs.AST.PathExpression | hbs.AST.SubExpression }): void => {
    if (node.name.type !== 'PathExpression')
      throw new BadTemplate(`views/${template.name}.hbs: a partial's name must be fixed`);
    found.push((node.name as hbs.AST.PathExpression).original);
  };
  visitor.PartialStatement = function (node) {
    visitPartial(node);
    Handlebars.Visitor.prototype.PartialStatement.call(this, node);
  };
  visitor.PartialBlockStatement = function (node) {
    const slot = (node.name as hbs.AST.PathExpression).original;
    if (slot.includes('/')) visitPartial(node);
    Handlebars.Visitor.prototype.PartialBlockStatement.call(this, node);
  };
  visitor.DecoratorBlock = function (node) {
    inline.add(String((node.params[0] as hbs.AST.StringLiteral).value));
    Handlebars.Visitor.prototype.DecoratorBlock.call(this, node);
  };
  visitor.accept(template.ast);
  return found.filter((name) => !inline.has(name));
}

/**
 * `{{> shared/_field name="email"}}` sees its named arguments and `@root`, nothing else. Handlebars would let the page's own
 * `value` or `error` leak into a field that was given none.
 */
function isolateNamedArguments(ast: hbs.AST.Program): hbs.AST.Program {
  const visitor = new Handlebars.Visitor();
  visitor.PartialStatement = function (node) {
    if (node.hash && node.params.length === 0) {
      node.params = [
        { type: 'UndefinedLiteral', original: undefined, value: undefined, loc: node.loc } as hbs.AST.UndefinedLiteral,
      ];
    }
    Handlebars.Visitor.prototype.PartialStatement.call(this, node);
  };
  visitor.accept(ast);
  return ast;
}
