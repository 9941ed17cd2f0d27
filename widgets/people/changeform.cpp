#include "widgets/people/changeform.h"

#include "enrollment/validation.h"
#include "widgets/controls/field.h"
#include "widgets/controls/segmentedchoice.h"
#include "widgets/controls/textlabel.h"
#include "widgets/people/newpassphrase.h"
#include "widgets/shell/words.h"

#include <QEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int idWidth = 260;

FieldSpec spec(const QString &key, FieldType type, const BilingualText &label, const QString &paired = {})
{
    FieldSpec made;
    made.key = key;
    made.type = type;
    made.label = label;
    made.pairedWith = paired;
    return made;
}

FieldSpec idSpec()
{
    FieldSpec made = spec(u"person.id"_s, FieldType::TextEnglish, {u"Sign-in name"_s, u"داخلے کا نام"_s});
    made.hint = {u"small letters, digits and -, like op-4"_s,
                 u"چھوٹے حروف، ہندسے اور -، جیسے ⁦op-4⁩"_s};
    made.maxLength = 16;
    return made;
}

} // namespace

ChangeForm::ChangeForm(QWidget *parent)
    : QWidget(parent)
    , m_lead(new TextLabel(TextStyle::Body, this))
    , m_id(new Field(idSpec(), this))
    , m_names(new FieldPair(new Field(spec(u"person.en"_s, FieldType::TextEnglish,
                                           {u"Full name"_s, u"پورا نام"_s}, u"person.ur"_s),
                                      this),
                            new Field(spec(u"person.ur"_s, FieldType::TextUrdu,
                                           {u"Full name"_s, u"پورا نام"_s}, u"person.en"_s),
                                      this),
                            this))
    , m_roleLabel(new TextLabel(TextStyle::Label, this))
    , m_role(new SegmentedChoice(this))
    , m_passphrase(new NewPassphrase(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_lead->setWordWrap(true);
    m_lead->setTone(u"muted"_s);
    m_id->setMaximumWidth(idWidth * 2);
    m_role->setObjectName(u"field.person.role"_s);
    auto *role = new QVBoxLayout;
    role->setSpacing(2);
    role->addWidget(m_roleLabel);
    role->addWidget(m_role);
    column->addWidget(m_lead);
    column->addWidget(m_id);
    column->addWidget(m_names);
    column->addLayout(role);
    column->addWidget(m_passphrase);
    column->addStretch(1);
    for (Field *field : {m_id, m_names->english(), m_names->urdu()})
        connect(field, &Field::edited, this, [this, field] {
            field->clearMessage();
            Q_EMIT changed();
        });
    connect(m_role, &SegmentedChoice::chosen, this, &ChangeForm::changed);
    retranslate();
}

void ChangeForm::start(PersonChange change, const Actor &person)
{
    m_change = change;
    m_person = person;
    clear();
    const bool adds = change == PersonChange::Add;
    for (QWidget *part : {static_cast<QWidget *>(m_id), static_cast<QWidget *>(m_names),
                          static_cast<QWidget *>(m_roleLabel), static_cast<QWidget *>(m_role)})
        part->setVisible(adds);
    m_passphrase->setVisible(needsPassphrase());
    m_role->setCurrent(u"operator"_s);
    retranslate();
}

bool ChangeForm::needsPassphrase() const
{
    return m_change == PersonChange::Add || m_change == PersonChange::NewPassphrase;
}

Actor ChangeForm::person() const
{
    Actor person = m_person;
    if (m_change == PersonChange::Add) {
        person.id = m_id->typed().trimmed();
        person.nameEnglish = normaliseField(m_names->english()->spec(), m_names->english()->typed());
        person.nameUrdu = normaliseField(m_names->urdu()->spec(), m_names->urdu()->typed());
        person.role = m_role->current() == "supervisor"_L1 ? Role::Supervisor : Role::Operator;
    } else if (m_change == PersonChange::ChangeRole) {
        person.role = m_person.role == Role::Supervisor ? Role::Operator : Role::Supervisor;
    }
    return person;
}

bool ChangeForm::checkField(Field *field)
{
    const QString value = normaliseField(field->spec(), field->typed());
    const FieldJudgement judged = judgeField(field->spec(), value, {}, {}, QDate::currentDate());
    if (judged.ok() && !value.isEmpty())
        return true;
    const bool urdu = field->spec().type == FieldType::TextUrdu;
    field->setMessage(MessageKind::Error,
                      value.isEmpty() ? tr("Fill this in.")
                          : urdu      ? tr("Write this in Urdu letters. Ctrl+Space shows them.")
                                      : tr("Write this in English letters."));
    field->focusInput();
    return false;
}

bool ChangeForm::check()
{
    bool good = true;
    if (needsPassphrase() && !m_passphrase->isGood()) {
        m_passphrase->showProblem();
        good = false;
    }
    if (m_change != PersonChange::Add)
        return good;
    // From the last to the first, so that the focus ends at the first that is wrong.
    good = checkField(m_names->urdu()) && good;
    good = checkField(m_names->english()) && good;
    static const QRegularExpression id(u"^[a-z][a-z0-9-]{1,15}$"_s);
    if (!id.match(m_id->typed().trimmed()).hasMatch()) {
        m_id->setMessage(MessageKind::Error, tr("Small letters, digits and -, two to sixteen, like op-4."));
        m_id->focusInput();
        good = false;
    }
    return good;
}

SecretBytes ChangeForm::takePassphrase() { return needsPassphrase() ? m_passphrase->take() : SecretBytes(); }

void ChangeForm::clear()
{
    m_passphrase->clear();
    for (Field *field : {m_id, m_names->english(), m_names->urdu()}) {
        field->setValue({});
        field->clearMessage();
    }
}

void ChangeForm::focusFirst()
{
    if (m_change == PersonChange::Add)
        m_id->focusInput();
    else if (needsPassphrase())
        m_passphrase->setFocus(Qt::OtherFocusReason);
}

void ChangeForm::retranslate()
{
    m_roleLabel->setText(tr("Role"));
    m_role->setAccessibleName(m_roleLabel->text());
    m_role->setOptions(
        {{u"operator"_s, roleWord(Role::Operator)}, {u"supervisor"_s, roleWord(Role::Supervisor)}});
    m_lead->setText(
        needsPassphrase()
            ? tr("The person whose pass phrase it is sits at the keyboard and types it twice.")
            : tr("Look at what will happen, at the side. Then ask for it: a second person confirms."));
}

void ChangeForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indraj
