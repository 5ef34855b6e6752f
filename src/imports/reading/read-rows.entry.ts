import { cagedWork } from '../../tabular/index.js';
import { readRows, type ReadRowsInput, type ReadRowsMessage } from './read-rows.js';

cagedWork<ReadRowsInput, ReadRowsMessage>(readRows);
