import { Copy, Download, Pencil, Plus, Trash2, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mergeRules, readRuleFile, writeRuleFile } from '../../domain/ruleFile.ts';
import { criterionText, RULES, type Rule, ruleWords } from '../../domain/rules.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { wordsOf } from '../../store/services.ts';
import { saveFile } from '../report/saveFile.ts';
import { Button, IconButton } from '../shared/buttons.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { RuleEditor } from './RuleEditor.tsx';
import { withoutRule, withRule } from './ruleDraft.ts';

/** The rules that a count can be read by: those shipped to look at, the laboratory's own to change. */
export function RuleSettings() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { changeLaboratory, services } = useWorkstation();
  const own = useWorkstationState((state) => state.laboratory.rules);
  const [edited, setEdited] = useState<Rule | 'new' | null>(null);
  const [leaving, setLeaving] = useState<string | null>(null);
  const [said, setSaid] = useState<{ readonly wrong: boolean; readonly text: string } | null>(null);
  const file = useRef<HTMLInputElement>(null);

  if (edited !== null)
    return (
      <RuleEditor
        rule={edited === 'new' ? null : edited}
        onCancel={() => setEdited(null)}
        onSave={(rule) => {
          changeLaboratory((now) => withRule(now, rule));
          setEdited(null);
        }}
      />
    );

  const copy = (rule: Rule) => {
    const name = t('laboratory.rules.copyName', { name: ruleWords(rule, language).name });
    const { translations: _words, ...words } = { ...rule, ...ruleWords(rule, language) };
    setEdited({ ...words, id: services.newId(), name: name.slice(0, 80), version: 0 });
  };
  const read = async (chosen: File) => {
    try {
      const incoming = readRuleFile(await chosen.text(), chosen.name);
      let merged = mergeRules([], [], services.newId);
      changeLaboratory((now) => {
        merged = mergeRules(now.rules, incoming, services.newId);
        return { ...now, rules: merged.rules };
      });
      const { added, replaced } = merged;
      const same = incoming.length - added - replaced;
      const text = t('laboratory.rules.imported', { added, replaced, same });
      setSaid({ wrong: false, text });
    } catch (error) {
      setSaid({ wrong: true, text: wordsOf(error, language) });
    }
  };

  return (
    <div className="rule-settings">
      <p className="hint">{t('laboratory.rules.intro')}</p>
      <div className="rule-tools">
        <Button icon={Plus} kind="primary" onClick={() => setEdited('new')}>
          {t('laboratory.rules.add')}
        </Button>
        <Button icon={Upload} onClick={() => file.current?.click()}>
          {t('laboratory.rules.import')}
        </Button>
        <Button
          icon={Download}
          disabled={own.length === 0}
          onClick={() =>
            saveFile(new Blob([writeRuleFile(own)], { type: 'application/json' }), 'rules.json')
          }
        >
          {t('laboratory.rules.exportAll')}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          data-testid="rule-file"
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen) void read(chosen);
            event.target.value = '';
          }}
        />
      </div>
      {said && (
        <p role={said.wrong ? 'alert' : 'status'} className={said.wrong ? 'problem' : 'hint'}>
          {said.text}
        </p>
      )}
      <section aria-labelledby="own-rules">
        <h3 id="own-rules">{t('laboratory.rules.own')}</h3>
        {own.length === 0 && <p className="hint">{t('laboratory.rules.none')}</p>}
        <ul className="rule-list">
          {own.map((rule) => (
            <RuleLine key={rule.id} rule={rule}>
              {leaving === rule.id ? (
                <Button
                  kind="danger"
                  onClick={() => changeLaboratory((now) => withoutRule(now, rule.id))}
                  onBlur={() => setLeaving(null)}
                  autoFocus
                >
                  {t('laboratory.rules.removeSure')}
                </Button>
              ) : (
                <>
                  <RuleButton
                    icon={Pencil}
                    does="edit"
                    rule={rule}
                    onClick={() => setEdited(rule)}
                  />
                  <RuleButton icon={Copy} does="copy" rule={rule} onClick={() => copy(rule)} />
                  <RuleButton
                    icon={Trash2}
                    does="remove"
                    rule={rule}
                    onClick={() => setLeaving(rule.id)}
                  />
                </>
              )}
            </RuleLine>
          ))}
        </ul>
      </section>
      <section aria-labelledby="shipped-rules">
        <h3 id="shipped-rules">{t('laboratory.rules.shipped')}</h3>
        <ul className="rule-list">
          {RULES.map((rule) => (
            <RuleLine key={rule.id} rule={rule}>
              <RuleButton icon={Copy} does="copy" rule={rule} onClick={() => copy(rule)} />
            </RuleLine>
          ))}
        </ul>
      </section>
    </div>
  );
}

interface RuleButtonProps {
  readonly icon: typeof Copy;
  readonly does: 'edit' | 'copy' | 'remove';
  readonly rule: Rule;
  readonly onClick: () => void;
}

function RuleButton({ icon, does, rule, onClick }: RuleButtonProps) {
  const { t } = useTranslation();
  const { name } = ruleWords(rule, useLanguage());
  return (
    <IconButton icon={icon} label={t(`laboratory.rules.${does}`, { name })} onClick={onClick} />
  );
}

function RuleLine({ rule, children }: { readonly rule: Rule; readonly children: React.ReactNode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = ruleWords(rule, language);
  return (
    <li>
      <div>
        <strong>{words.name}</strong>
        <small>
          {t('laboratory.rules.criterion', {
            numerator: words.numeratorName,
            criterion: criterionText(rule, language),
            denominator: t(`laboratory.rules.denominators.${rule.denominator}`),
          })}
          {' · '}
          {rule.numerator.join(' + ')}
          {' · '}
          {t('laboratory.rules.version', { version: rule.version })}
        </small>
        <small>{words.source}</small>
        {words.note && <small>{words.note}</small>}
      </div>
      <span className="rule-actions">{children}</span>
    </li>
  );
}
