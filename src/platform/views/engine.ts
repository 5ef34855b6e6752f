import Handlebars from 'handlebars';
import { statSync } from 'node:fs';
import { reloadTexts, textFiles } from '../i18n/index.js';
import { helpers } from './expressions/index.js';
import {
  BadTemplate,
  readTemplates,
  refuseUnknownPartials,
  type Template,
  templateFiles,
  viewsFolder,
} from './templates.js';

type Render = (context: object) => string;

/** All templates of the folders, compiled. Making one throws BadTemplate for a syntax fault, an unknown partial or an unknown helper. */
export class Engine {
  private readonly pages = new Map<string, Render>();

  constructor(folders: readonly string[] = [viewsFolder]) {
    const environment = Handlebars.create();
    for (const builtIn of ['log', 'blockHelperMissing', 'helperMissing']) environment.unregisterHelper(builtIn);
    environment.registerHelper(helpers);
    const templates = folders.flatMap((folder) => readTemplates(folder));
    refuseUnknownPartials(templates);
    for (const template of templates) {
      const render = compile(environment, template);
      environment.registerPartial(template.name, render);
      this.pages.set(template.name, render);
    }
  }

  /** The HTML of `views/<name>.hbs`. The context must hold at least `locale`. */
  render(name: string, context: object): string {
    const page = this.pages.get(name);
    if (!page) throw new BadTemplate(`There is no views/${name}.hbs`);
    return page(context);
  }
}

let engine: Engine | undefined;
let seen = 0;

/** Renders with the one engine of the process; in development, changed templates and texts are read again. */
export function renderView(name: string, context: object): string {
  if (process.env.NODE_ENV === 'development') dropIfChanged();
  return (engine ??= new Engine()).render(name, context);
}

/** Compiles everything now, so that a broken template stops the start and not a page. */
export function compileViews(folders: readonly string[] = [viewsFolder]): void {
  engine = new Engine(folders);
}

function compile(environment: typeof Handlebars, template: Template): Handlebars.TemplateDelegate {
  const known = Object.fromEntries(Object.keys(environment.helpers).map((name) => [name, true]));
  try {
    const code = environment.precompile(template.ast, {
      knownHelpers: known,
      knownHelpersOnly: true,
      preventIndent: true,
    });
    return environment.template(new Function(`return ${String(code)}`)() as TemplateSpecification);
  } catch (cause) {
    throw new BadTemplate(`views/${template.name}.hbs: ${(cause as Error).message}`, { cause });
  }
}

function dropIfChanged(): void {
  const files = [...templateFiles(), ...textFiles()];
  const newest = Math.max(...files.map((file) => statSync(file).mtimeMs)) + files.length;
  if (newest === seen) return;
  seen = newest;
  engine = undefined;
  reloadTexts();
}
