import { Injectable } from '@nestjs/common';
import { currentWork } from '../../platform/db/index.js';
import { INDICATORS, type FigureEntry } from './figure.rules.js';

export interface Figure extends FigureEntry {
  id: string;
  enteredLabel: string;
  enteredAt: Date;
  /** Ends its series: nothing holds until a newer entry. */
  withdrawn: boolean;
}

const COLUMNS = `id, indicator, region, sector, year, value::float8 as value, source, source_date::text as "sourceDate",
  definition, entered_label as "enteredLabel", created_at as "enteredAt", withdrawn`;

/** Figures are only ever added: the newest of a series holds, a withdrawn one ends it, the rest is history. */
@Injectable()
export class FiguresRepository {
  /** Every entry, the newest first. */
  all(workspaceId: string): Promise<Figure[]> {
    return currentWork().query<Figure>(
      `select ${COLUMNS} from reporting.figures where workspace_id = $1 order by id desc limit 5000`,
      [workspaceId],
    );
  }

  /** The newest of each series that is not withdrawn. */
  holding(workspaceId: string): Promise<Figure[]> {
    return currentWork().query<Figure>(
      `select * from (
         select distinct on (use, indicator, region, sector, year) ${COLUMNS} from reporting.figures
         where workspace_id = $1 order by use, indicator, region, sector, year, id desc) newest
       where not withdrawn`,
      [workspaceId],
    );
  }

  async add(workspaceId: string, entries: readonly FigureEntry[], by: string, withdrawn = false): Promise<number> {
    const list = <T>(pick: (entry: FigureEntry) => T) => entries.map(pick);
    return currentWork().execute(
      `insert into app.figures (workspace_id, use, indicator, region, sector, year, value, unit, source, source_date, definition, entered_label, withdrawn)
       select $1, e.*, $12, $13 from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::numeric[], $8::text[],
         $9::text[], $10::date[], $11::text[]) e`,
      [
        workspaceId,
        list(({ indicator }) => INDICATORS[indicator].use),
        list(({ indicator }) => indicator),
        list(({ region }) => region),
        list(({ sector }) => sector),
        list(({ year }) => year),
        list(({ value }) => value),
        list(({ indicator }) => INDICATORS[indicator].unit),
        list(({ source }) => source),
        list(({ sourceDate }) => sourceDate),
        list(({ definition }) => definition),
        by,
        withdrawn,
      ],
    );
  }
}
