import Handlebars from 'handlebars';
import { readTemplates } from '../../../src/platform/views/templates.js';

interface Use {
  template: string;
  key: string;
}

/** Keys written out in templates: `{{t "a.b"}}`, also inside a partial's arguments. */
export function keysIn(): Use[] {
  return uses().filter(({ complete }) => complete);
}

/** Starts of keys whose end is computed: `{{t "shared.coverage" status}}`. */
export function keyStarts(): Use[] {
  return uses().filter(({ complete }) => !complete);
}

function uses(): (Use & { complete: boolean })[] {
  return readTemplates().flatMap((template) => {
    const found: (Use & { complete: boolean })[] = [];
    const note = (node: { path: hbs.AST.PathExpression | hbs.AST.Literal; params: hbs.AST.Expression[] }) => {
      if ((node.path as hbs.AST.PathExpression).original !== 't') return;
      const literal = node.params.map((part) =>
        part.type === 'StringLiteral' || part.type === 'NumberLiteral'
          ? String((part as hbs.AST.StringLiteral).value)
          : null,
      );
      const computed = literal.indexOf(null);
      const parts = computed === -1 ? literal : literal.slice(0, computed);
      found.push({ template: template.name, key: parts.join('.'), complete: computed === -1 });
    };
    const visitor = new Handlebars.Visitor();
    visitor.MustacheStatement = function (node) {
      note(node);
      Handlebars.Visitor.prototype.MustacheStatement.call(this, node);
    };
    visitor.SubExpression = function (node) {
      note(node as unknown as hbs.AST.MustacheStatement);
      Handlebars.Visitor.prototype.SubExpression.call(this, node);
    };
    visitor.accept(template.ast);
    return found;
  });
}
