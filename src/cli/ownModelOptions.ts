import { Option, type Command } from 'commander';
import { BACKEND_NAMES, COLOR_ORDERS, MODEL_DETAILS } from '../core/lipModel.js';
import { settingNumber } from './values.js';

/** Options that let a model of the person's own make the lips. */
export function withOwnModel(parent: Command): Command {
  return parent
    .addOption(new Option('--backend <name>', 'what makes the lips').choices(BACKEND_NAMES))
    .option('--model <model>', 'your own model: its name, or the first digits of its sha256')
    .addOption(
      new Option('--detail <whose>', "net: the model's picture; own: the person's").choices(
        MODEL_DETAILS,
      ),
    )
    .addOption(new Option('--model-colors <order>', 'as it was trained').choices(COLOR_ORDERS))
    .option(
      '--model-sharpen <amount>',
      "of the model's picture: 0 none to 1",
      settingNumber('modelSharpen'),
    );
}
