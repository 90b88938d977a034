import { type Rule, ruleById, ruleOf } from '../../domain/rules.ts';
import { say } from '../../domain/text/index.ts';
import { because, type Command, step } from './command.ts';

/**
 * Reads the case by another rule, for a stated reason. Of a rule that is not shipped the case keeps
 * a copy.
 */
export const chooseRule = (rule: Rule, reason: string): Command =>
  because(
    step(
      'case.settings',
      ({ settings }) => {
        const before = ruleOf(settings);
        return say('audit.case.rule', {
          before: ruleById(settings.ruleId) ? settings.ruleId : (before?.name ?? settings.ruleId),
          after: ruleById(rule.id) ? rule.id : rule.name,
          version: rule.version,
        });
      },
      ({ settings }) => {
        settings.ruleId = rule.id;
        settings.ruleReason = reason.trim();
        if (ruleById(rule.id)) delete settings.ownRule;
        else settings.ownRule = structuredClone(rule) as NonNullable<typeof settings.ownRule>;
      },
    ),
    reason,
  );
